import type { Phrases } from './phrases.ts';

export const ITALIAN: Phrases = {
  words: {
    who: 'mia sorella|mia madre|mio padre|mio fratello|un’amica|un amico|la vicina|mia nonna|una collega',
    occasion: 'un compleanno|un matrimonio|un anniversario|un battesimo|la festa della mamma|una laurea',
    day: 'lunedì|martedì|mercoledì|giovedì|venerdì|sabato',
    month: 'gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre',
    rival: 'Brackenwick|Ottermere Home|Tarn and Tallow',
  },
  leads: {
    positive: [
      'Adoro {item}[|, davvero|, è il mio acquisto dell’anno].',
      '[Che meraviglia|Ottima scelta|Un acquisto perfetto], {item}.',
      'Regalo per {who}: {item}, [un successo|felicità pura].',
      '{item} è arrivato {day} e [tutto è bellissimo|dal vivo è ancora meglio].',
      'È la [seconda|terza] volta che ordino {item}, [sempre perfetto|mai una delusione].',
      'Da {month} uso {item} ogni giorno, [una meraviglia|ottimo acquisto].',
      'Con {item} [la cucina sembra un’altra|le mattine cominciano bene].',
    ],
    neutral: [
      'Il pacco con {item} è arrivato {day}.',
      'Ho {item} da [due|tre|cinque] [settimane|mesi].',
      'Ordine di {month}: {item}[| e altre due cose].',
      'Due parole su {item}.',
      'Su {item} ho ancora dei dubbi.',
    ],
    negative: [
      '[Deluso|Delusa] da {item}.',
      '{item}, [che delusione|un pessimo acquisto|un disastro].',
      'Da {item} mi aspettavo [molto di più|ben altro].',
      'Il pacco con {item} è arrivato [rotto|in ritardo|aperto].',
      'Al posto di {item} è arrivata un’altra cosa, [per la seconda volta|e nessuno risponde].',
    ],
  },
  abouts: [
    {
      positive: [
        'La qualità è [ottima|eccellente|migliore del previsto].',
        'Il materiale è [bellissimo|ottimo|molto piacevole].',
      ],
      neutral: ['La qualità è [discreta|quella che pensavo].'],
      negative: [
        'La qualità è [pessima|scarsa|deludente].',
        'Il materiale sembra [scarso|pessimo], [che peccato|che delusione].',
      ],
    },
    {
      positive: ['Il colore è [bellissimo|splendido|perfetto per la nostra cucina].'],
      neutral: ['Il colore è un po’ più [scuro|chiaro|verde] che sullo schermo.'],
      negative: ['Il colore non c’entra nulla con la foto, [pessimo|che delusione].'],
    },
    {
      positive: ['La misura è [perfetta|ideale] per [due persone|una cucina piccola|ogni giorno].'],
      neutral: ['La misura è un po’ più [piccola|grande] del previsto.'],
      negative: ['La misura è sbagliata, [troppo piccola per questo prezzo|descrizione pessima].'],
    },
    {
      positive: ['La confezione è [bellissima|perfetta|splendida], [senza plastica|come un regalo].'],
      neutral: ['La confezione è [semplice|di cartone grigio].'],
      negative: ['La confezione è [pessima|troppo sottile], [un angolo schiacciato|tutto si muoveva].'],
    },
    {
      positive: ['La consegna è [veloce|molto veloce|puntuale], [due giorni|ordine di {day}, arrivo di {day}].'],
      neutral: ['La consegna ha preso [quattro|cinque|sei] giorni.', 'Il pacco era dal vicino.'],
      negative: ['La consegna è [troppo lenta|un disastro|pessima], [tre settimane di ritardo|nessuno sapeva niente].'],
    },
    {
      positive: ['Il prezzo è [ottimo|giusto|molto buono per un lavoro a mano].'],
      neutral: ['Il prezzo è [un po’ alto|lo stesso dell’anno scorso].'],
      negative: ['Il prezzo è [troppo caro|vergognoso] per [questa qualità|così poco].'],
    },
    {
      positive: ['Il servizio clienti è [ottimo|gentile|eccellente], [risposta in un’ora|tutto risolto subito].'],
      neutral: ['Il servizio clienti ha risposto [dopo due giorni|con due righe].'],
      negative: [
        'Il servizio clienti è [pessimo|scortese], [quattro messaggi e nessuna risposta|non rispondono al telefono].',
      ],
    },
    {
      positive: ['Il sito è [facile|chiaro e veloce], il pagamento [perfetto|molto comodo].'],
      neutral: ['Il sito chiede di creare un profilo.'],
      negative: ['Il sito è [lento|un disastro], il pagamento [fallito due volte|addebitato due volte].'],
    },
    {
      positive: ['Il rimborso è arrivato [in due giorni|subito], [ottimo servizio|bravissimi].'],
      neutral: ['Per il reso bisogna stampare l’etichetta.'],
      negative: ['Ancora niente rimborso[| dopo quattro settimane], [inaccettabile|una vergogna].'],
    },
    {
      positive: ['Un regalo [perfetto|bellissimo] per {occasion}.'],
      neutral: ['Era un regalo per {occasion}.'],
      negative: ['Era un regalo per {occasion} ed è arrivato [tardi|rotto], [che vergogna|un disastro].'],
    },
  ],
  kinds: {
    tea: {
      positive: [
        'Il sapore è [delizioso|fresco e pulito|perfetto], [mai amaro|anche alla terza tazza].',
        'L’aroma è [splendido|meraviglioso], [tutta la cucina profuma|ideale per la sera].',
      ],
      neutral: ['Il sapore è [delicato|piuttosto forte], [bastano quattro minuti|due cucchiaini a tazza].'],
      negative: ['Il sapore è [pessimo|cattivo e vecchio], [tutto da buttare|che delusione].'],
    },
    candle: {
      positive: [
        'Il profumo è [delizioso|delicato|meraviglioso], [mai troppo dolce|dura ore].',
        'Brucia [molto bene|in modo pulito], senza fumo.',
      ],
      neutral: ['Il profumo è [leggero|piuttosto forte].'],
      negative: ['Il profumo è [orribile|troppo dolce], [mal di testa assicurato|come un sapone scadente].'],
    },
    ceramic: {
      positive: [
        'Lo smalto è [bellissimo|splendido], [ogni pezzo è unico|come il mare d’inverno].',
        'Molto piacevole in mano, [ottimo lavoro|davvero ben fatto].',
      ],
      neutral: ['Lo smalto è [opaco|più macchiettato che in foto].'],
      negative: ['Lo smalto è [scheggiato|pieno di buchi], [pessima qualità|che delusione].'],
    },
    linen: {
      positive: ['Il tessuto è [morbidissimo|bellissimo|splendido], [meglio a ogni lavaggio|niente da stirare].'],
      neutral: ['Il tessuto [si stropiccia, come ogni lino|si è ristretto un po’ al primo lavaggio].'],
      negative: ['Il tessuto [si è ristretto|ha perso colore] al primo lavaggio, [qualità scarsa|un disastro].'],
    },
    tool: {
      positive: ['Funziona [perfettamente|molto bene], [davvero ben fatto|una piccola gioia].'],
      neutral: ['Va sciacquato dopo ogni uso.'],
      negative: ['Ruggine dopo [tre settimane|un mese], [pessima qualità|che truffa].'],
    },
  },
  details: [
    'In casa siamo in [due|quattro|cinque] e si divide tutto.',
    'Era per {occasion}.',
    'Ho trovato il negozio grazie a [un’amica|un mercatino di {month}].',
    'Era il mio [secondo|terzo|quinto] ordine.',
    'Prima avevo qualcosa di {rival}.',
  ],
  wishes: [
    'Sarebbe bello avere [più colori|una misura grande|le ricariche|un vassoio].',
    'Mi piacerebbe avere [un set completo|un abbonamento|buoni regalo].',
  ],
  questions: ['Si può mettere in lavastoviglie?', 'Qualcuno sa quanto dura?', 'Posso ordinare pezzi di ricambio?'],
  comparisons: {
    better: ['Meglio di {rival}, [e costa meno|in tutto].', 'Rispetto a {rival}, un altro mondo.'],
    worse: ['Rispetto a {rival}, [scarso|troppo caro].', 'Da {rival} costa meno ed è meglio che qui.'],
  },
  closes: {
    positive: [
      '[Lo consiglio|Consigliatissimo].',
      'Grazie mille[| per la cartolina| a tutti].',
      'Ordinerò ancora [presto|in {month}].',
      'Complimenti.',
      'Cinque stelle.',
    ],
    neutral: ['Vediamo quanto dura.', 'Tre stelle per ora.'],
    negative: ['Voglio un rimborso.', 'Mai più.', 'La prossima volta compro da {rival}.', 'Rispondete, per favore.'],
  },
  shorts: {
    positive: ['Bellissimo!', 'Perfetto, grazie!', '{item}: [ottimo|davvero bello].'],
    neutral: ['Nella norma.', '{item}: come da descrizione.'],
    negative: ['Pessimo.', '{item}: [mai più|che delusione].'],
  },
  flaws: {
    happened: [
      'Il manico di {item} si è rotto dopo [una settimana|dieci giorni|tre lavaggi].',
      'Secondo ordine di {item}, e il manico [è di nuovo rotto|ha di nuovo una crepa].',
      'Tè bollente e il manico di {item} si stacca, [pericoloso|orribile].',
    ],
    follows: [
      'Un lotto difettoso?',
      'Voglio un rimborso.',
      'Ho mandato le foto, nessuna risposta.',
      'Mi sono scottato la mano, è pericoloso.',
      'Pessimo.',
    ],
  },
  comments: {
    positive: [
      '[Bellissimo|Che meraviglia|Splendido], [come sempre|lo adoro|grazie per le foto].',
      'Adoro questo negozio, {item} [è sulla mia tavola ogni giorno|è una meraviglia].',
      'Il colore è [bellissimo|perfetto|splendido].',
      'Il mio ordine è arrivato in [due|tre] giorni, [ottimo servizio|confezione perfetta].',
      'Grazie mille per [la risposta veloce|la cartolina nel pacco|queste belle cose].',
    ],
    neutral: [
      '{item} è ancora disponibile?',
      'Spedite anche [in Svizzera|in Sardegna|in Sicilia|a Malta]?',
      'A che ora apre il negozio {day}?',
      'Quanto costa {item}[| con la spedizione]?',
      'Vorrei comprare {item}, [c’è un set|è pesante|c’è la scatola regalo]?',
      'Sarebbe bello averlo in [verde|blu|piccolo].',
    ],
    negative: [
      'Sto ancora aspettando il mio ordine[| da {day}| da tre settimane], [inaccettabile|una vergogna].',
      'Il mio pacco con {item} è arrivato rotto, [orribile|che delusione].',
      'Troppo caro per [quello che è|così poco].',
      'Nessuna risposta ai miei messaggi, [pessimo servizio|una vergogna].',
    ],
  },
  extras: {
    positive: [
      'La qualità è [ottima|eccellente].',
      'Presto ordino ancora.',
      'Saluti [dalla montagna|dal mare].',
      'Complimenti.',
    ],
    neutral: ['Grazie in anticipo.', 'È per {occasion}.', 'Sul sito non lo trovo.', 'Me ne servono [due|quattro|sei].'],
    negative: ['Voglio un rimborso.', 'Rispondete, per favore.', 'Che delusione.', 'Mai più.'],
  },
  flawComments: [
    'Anche a me si è rotto il manico di {item}, [un lotto difettoso|che succede]?',
    'Bello smalto, ma il manico [non regge|si è rotto {day}], [orribile|pericoloso].',
  ],
};
