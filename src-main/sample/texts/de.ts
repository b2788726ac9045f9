import type { Phrases } from './phrases.ts';

export const GERMAN: Phrases = {
  words: {
    who: 'meine Schwester|meine Mutter|meinen Vater|eine Freundin|einen Freund|meine Nachbarin|meinen Bruder|meine Oma|eine Kollegin|unsere Gastgeber',
    occasion: 'Geburtstag|Jahrestag|Einzug|Muttertag|Hochzeitstag|Ruhestand',
    day: 'Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag',
    month: 'Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November',
    rival: 'Brackenwick|Ottermere Home|Tarn and Tallow',
  },
  leads: {
    positive: [
      '[Sehr|So|Rundum|Wirklich] zufrieden mit {item}[|, gerne wieder|, vielen Dank].',
      'Ich bin begeistert von {item}[|, jeden Tag aufs Neue].',
      'Habe {item} für {who} bestellt und [die Freude war groß|wir sind beide begeistert|es war ein voller Erfolg].',
      'Mit {item} habe ich mir im {month} etwas gegönnt, [die beste Idee des Jahres|ich liebe es|keine Sekunde bereut].',
      'Schon zum [zweiten|dritten|vierten] Mal bestellt: {item}, [immer noch toll|nie enttäuscht|perfekt wie am ersten Tag].',
      '{item} ist bei uns [täglich|jeden Morgen] im Einsatz und [macht große Freude|immer noch wunderschön].',
      'Was für eine schöne Überraschung: {item} [kam früher als gedacht|sieht noch besser aus als auf dem Foto].',
      'Ein halbes Jahr mit {item}, [und ich bin immer noch verliebt|ich kann nur Gutes sagen].',
    ],
    neutral: [
      'Am {day} kam das Paket mit {item} an.',
      'Ich habe {item} nun seit [zwei|drei|fünf] [Wochen|Monaten].',
      'Bestellt im {month}: {item}[|, zusammen mit zwei anderen Dingen].',
      'Ein paar Worte zu {item}.',
      'Bei {item} bin ich noch unentschieden.',
      'Mit {item} habe ich [etwas Altes ersetzt|etwas Neues ausprobiert].',
    ],
    negative: [
      '[Leider|Sehr|Wirklich] enttäuscht von {item}.',
      'Mit {item} bin ich [nicht zufrieden|gar nicht glücklich].',
      '{item} kam [kaputt an|beschädigt an|viel zu spät].',
      'Von {item} hatte ich mir [viel mehr|deutlich mehr] erhofft.',
      'Im {month} {item} bestellt und [nur Ärger gehabt|es bereut].',
      'Statt {item} kam die falsche Ware, [schon zum zweiten Mal|und niemand meldet sich].',
      '{item} geht zurück, [so eine Enttäuschung|schade um das Geld].',
    ],
  },
  abouts: [
    {
      positive: [
        'Die Qualität ist [hervorragend|ausgezeichnet|besser als erwartet].',
        'Sehr gute Verarbeitung, [nichts wackelt|man sieht die Handarbeit|jedes Detail stimmt].',
        'Das Material fühlt sich [wunderbar|toll und natürlich] an.',
      ],
      neutral: ['Die Qualität ist [in Ordnung|wie erwartet|für jeden Tag ausreichend].'],
      negative: [
        'Die Qualität ist [schlecht|enttäuschend|mangelhaft].',
        'Das Material wirkt [billig|dünn und billig], [schlecht verarbeitet|sehr schade].',
      ],
    },
    {
      positive: [
        'Die Farbe ist [wunderschön|traumhaft|noch schöner als auf dem Bild].',
        'Das Design ist [toll|schlicht und schön], [passt zu allem|zeitlos].',
      ],
      neutral: ['Die Farbe ist [etwas dunkler|etwas heller|eine Spur grüner] als auf meinem Bildschirm.'],
      negative: ['Die Farbe ist [ganz anders als auf dem Foto|hässlich|stumpf], [ich bin enttäuscht|ärgerlich].'],
    },
    {
      positive: ['Die Größe ist [perfekt|genau richtig|ideal] für [zwei Personen|unsere kleine Küche|den Alltag].'],
      neutral: ['Die Größe ist [etwas kleiner|etwas größer] als [gedacht|vermutet], also vorher nachmessen.'],
      negative: ['Die Größe stimmt nicht, [viel zu klein für den Preis|die Angabe ist falsch].'],
    },
    {
      positive: [
        'Die Verpackung war [wunderschön|liebevoll|perfekt], [ganz ohne Plastik|wie ein Geschenk].',
        'Tolle Verpackung, [nur Papier und Schnur|alles kam heil an].',
      ],
      neutral: ['Die Verpackung war [schlicht|etwas groß|aus grauem Karton].'],
      negative: [
        'Die Verpackung war [schrecklich|viel zu dünn|eine Katastrophe], [eine Ecke war zerdrückt|alles klapperte].',
      ],
    },
    {
      positive: [
        'Die Lieferung war [schnell|super schnell|schneller als versprochen], [zwei Tage|am {day} bestellt, am {day} da].',
        'Schnelle Lieferung und ein [freundlicher|netter] Bote.',
      ],
      neutral: ['Die Lieferung dauerte [vier|fünf|sechs] Tage.', 'Das Paket lag beim Nachbarn.'],
      negative: [
        'Die Lieferung war [viel zu langsam|eine Katastrophe|drei Wochen zu spät].',
        'Das Paket lag [im Regen|zwei Wochen im Lager], [ärgerlich|unverschämt].',
      ],
    },
    {
      positive: ['Der Preis ist [fair|mehr als fair|sehr gut] für [Handarbeit|diese Qualität].'],
      neutral: ['Der Preis ist [eher hoch|so wie im letzten Jahr].', 'Mit Versand kommt einiges zusammen.'],
      negative: ['Der Preis ist [viel zu hoch|unverschämt] für [diese Qualität|so wenig], einfach überteuert.'],
    },
    {
      positive: [
        'Der Kundenservice war [sehr freundlich|sehr hilfsbereit|hervorragend], [Antwort in einer Stunde|alles wurde sofort geklärt].',
        'Sehr nette Beratung am Telefon, [ein echter Mensch|mit viel Geduld].',
      ],
      neutral: ['Der Kundenservice hat [nach zwei Tagen|mit einer kurzen Mail] geantwortet.'],
      negative: [
        'Der Kundenservice ist [schrecklich|eine Frechheit], [vier Mails und keine Antwort|niemand geht ans Telefon].',
        'Keine Antwort vom Kundenservice[| seit {day}| seit zwei Wochen], [unverschämt|sehr enttäuschend].',
      ],
    },
    {
      positive: ['Die Webseite ist [einfach|klar und schnell], die Zahlung [ging sofort|hat perfekt geklappt].'],
      neutral: ['Auf der Webseite braucht man ein Konto.'],
      negative: [
        'Die Webseite ist [furchtbar|sehr langsam], die Zahlung [ging zweimal schief|wurde doppelt abgebucht].',
      ],
    },
    {
      positive: ['Die Rückgabe war [einfach|problemlos und schnell], das Geld kam [nach zwei Tagen|sofort].'],
      neutral: ['Für die Rückgabe muss man das Etikett selbst drucken.'],
      negative: [
        'Noch immer keine Erstattung[| nach vier Wochen], die Rückgabe ist [eine Katastrophe|sehr schwierig].',
      ],
    },
    {
      positive: ['Ein [perfektes|tolles|wunderbares] Geschenk, [es gab Freudentränen|alle waren begeistert].'],
      neutral: ['Es war ein Geschenk zum {occasion}.'],
      negative: ['Als Geschenk zum {occasion} [war es mir peinlich|kam es zu spät], [furchtbar|so ärgerlich].'],
    },
  ],
  kinds: {
    tea: {
      positive: [
        'Der Geschmack ist [wunderbar rund|frisch und klar|hervorragend], [nie bitter|auch beim dritten Aufguss].',
        'Das Aroma ist [herrlich|wunderbar], [die ganze Küche duftet|genau richtig für kalte Abende].',
      ],
      neutral: ['Der Geschmack ist [mild|recht kräftig], [zwei Löffel je Tasse|vier Minuten reichen].'],
      negative: ['Der Geschmack ist [bitter|fade und alt], [ungenießbar|eine Enttäuschung].'],
    },
    candle: {
      positive: [
        'Der Duft ist [wunderbar|angenehm zart|herrlich], [nie zu süß|er bleibt stundenlang].',
        'Brennt [sauber und ruhig|sehr lange], [kein Ruß|einfach perfekt].',
      ],
      neutral: ['Der Duft ist [eher schwach|recht kräftig].', 'Die Brenndauer lag bei etwa dreißig Stunden.'],
      negative: ['Der Duft ist [furchtbar|viel zu süß], [ich bekam Kopfweh|wie billige Seife].'],
    },
    ceramic: {
      positive: [
        'Die Glasur ist [wunderschön|ein Traum], [jedes Stück anders|wie das Meer im Winter].',
        'Liegt [perfekt|wunderbar] in der Hand, [tolle Handarbeit|sehr schön gemacht].',
      ],
      neutral: ['Die Glasur ist [matt|stärker gesprenkelt als auf dem Bild].'],
      negative: ['Die Glasur ist [abgeplatzt|voller Löcher], [schlechte Qualität|sehr ärgerlich].'],
    },
    linen: {
      positive: [
        'Der Stoff ist [herrlich weich|wunderbar schwer], [nach jedem Waschen schöner|nichts muss gebügelt werden].',
        'Sehr gut genäht, [das hält ewig|saubere Nähte].',
      ],
      neutral: ['Der Stoff [knittert, wie Leinen eben knittert|ist beim ersten Waschen etwas eingelaufen].'],
      negative: [
        'Der Stoff ist [nach der ersten Wäsche eingelaufen|schon ausgefranst], [schlechte Qualität|ärgerlich].',
      ],
    },
    tool: {
      positive: ['Funktioniert [perfekt|tadellos], [sehr gut gemacht|eine kleine Freude im Alltag].'],
      neutral: ['Nach jedem Gebrauch kurz abspülen, mehr ist nicht nötig.'],
      negative: ['Nach [drei Wochen|einem Monat] war Rost daran, [schlechte Qualität|schade um das Geld].'],
    },
  },
  details: [
    'Wir sind zu [zweit|viert|fünft] und teilen alles.',
    'Gedacht war es für {who}.',
    'Auf den Laden kam ich durch [eine Freundin|den Newsletter|einen Markt im {month}].',
    'Es war meine [zweite|dritte|fünfte] Bestellung.',
    'Jetzt steht es [am Fenster|neben dem Herd|auf meinem Schreibtisch].',
    'Am {day} kamen Gäste, da wurde es gleich benutzt.',
    'Vorher hatte ich etwas von {rival}.',
  ],
  wishes: [
    'Ich wünsche mir [eine größere Ausführung|mehr Farben|ein Nachfüllpack|ein passendes Tablett].',
    'Es wäre toll, wenn es [ein Set|Gutscheine|ein Abo] gäbe.',
    'Könntet ihr bitte auch [kleine Teller|Grün|Reisegrößen] anbieten?',
  ],
  questions: [
    'Darf das in die Spülmaschine?',
    'Weiß jemand, wie lange [das hält|so etwas brennt|der Duft bleibt]?',
    'Kann ich [Ersatzteile bestellen|ohne Beleg umtauschen]?',
  ],
  comparisons: {
    better: [
      'Besser als bei {rival}, [und günstiger|in jeder Hinsicht].',
      'Im Vergleich mit {rival} eine andere Liga.',
    ],
    worse: ['Im Vergleich mit {rival} [schwach|schlecht].', 'Bei {rival} war es besser als hier, und günstiger.'],
  },
  closes: {
    positive: [
      '[Klare|Absolute] Empfehlung.',
      'Gerne wieder[|, weiter so].',
      'Ich werde [bald|im {month}] noch einmal bestellen.',
      'Vielen Dank[| für die liebe Karte| an das ganze Team].',
      'Fünf Sterne.',
      'Der schönste Laden, den ich kenne.',
    ],
    neutral: ['Mal sehen, wie lange es hält.', 'Drei Sterne fürs Erste.', 'Mehr gibt es nicht zu sagen.'],
    negative: [
      'Ich möchte mein Geld zurück.',
      'Nie wieder.',
      'Das nächste Mal kaufe ich bei {rival}.',
      'Bitte meldet euch endlich.',
      'Eine Kundin weniger.',
    ],
  },
  shorts: {
    positive: [
      'Wunderschön!',
      'Perfekt, danke!',
      '{item}: [einfach toll|sehr schön|klare Empfehlung].',
      'Ich liebe es.',
    ],
    neutral: ['Ganz in Ordnung.', '{item}: wie beschrieben.'],
    negative: ['[Schrecklich|Furchtbar].', '{item}: [nie wieder|schlechte Qualität|leider kaputt].'],
  },
  flaws: {
    happened: [
      'Der Henkel von {item} ist nach [einer Woche|zehn Tagen|drei Spülgängen] [gebrochen|abgebrochen|gerissen].',
      'Schon der zweite Henkel: auch bei der neuen Lieferung von {item} ist er [gebrochen|gerissen].',
      'Heißer Tee, und der Henkel von {item} bricht ab, [gefährlich|furchtbar].',
      'Bei {item} hat der Henkel einen Riss[|, von Anfang an|, genau wie bei meiner Nachbarin].',
      '{item} ist so schön, aber der Henkel [hält nicht|war nach Tagen kaputt].',
    ],
    follows: [
      'Eine schlechte Charge?',
      'Ich möchte mein Geld zurück.',
      'Auf meine Fotos kam keine Antwort.',
      'Ich habe mir die Hand verbrannt, das ist gefährlich.',
      'Sehr enttäuscht, die alten halten seit Jahren.',
      'Bitte nicht weiter verkaufen.',
    ],
  },
  comments: {
    positive: [
      'So [schön|wunderschön|toll], [wie immer|danke für die Bilder|ich bin verliebt].',
      'Ich liebe diesen Laden, {item} [steht jeden Tag auf dem Tisch|ist ein Traum].',
      'Habe {item} seit {month} und [bin begeistert|nutze es täglich].',
      'Die Farbe ist [traumhaft|perfekt für unsere Küche|wunderschön].',
      'Mein Paket kam [nach zwei Tagen|einen Tag früher], [super Service|sehr schön verpackt].',
      'Danke für [die schnelle Antwort|die liebe Karte im Paket|so schöne Dinge].',
      'War am {day} im Laden, [so eine schöne Atmosphäre|sehr nettes Personal].',
    ],
    neutral: [
      'Ist {item} wieder [auf Lager|lieferbar]?',
      'Liefert ihr auch [nach Österreich|in die Schweiz|auf die Inseln]?',
      'Wann öffnet der Laden am {day}?',
      'Was kostet {item}[| mit Versand]?',
      'Kann man {item} [als Set|mit Geschenkpapier|für {month}] bestellen?',
      'Gibt es das auch in [Grün|Grau|einer kleineren Größe]?',
      'Ich möchte {item} kaufen, [lohnt sich das Set|ist es schwer|gibt es einen Gutschein]?',
      'Ich wünsche mir das auch [in Blau|als Nachfüllpack|mit Deckel].',
      'Bitte wieder die [blaue Glasur|große Dose] anbieten.',
    ],
    negative: [
      'Ich warte seit [drei Wochen|{day}|einem Monat] auf meine Bestellung, [furchtbar|unverschämt].',
      'Mein Paket mit {item} kam kaputt an, [schrecklich|sehr enttäuscht].',
      'Viel zu teuer für [das bisschen|so wenig Qualität].',
      'Keine Antwort auf meine Mails, [schlechter Service|so ärgerlich].',
      'Auf dem Foto schön, aber {item} wirkt in echt [billig|stumpf], [enttäuschend|schade].',
      'Die neue Verpackung ist [furchtbar|viel zu viel Plastik].',
    ],
  },
  extras: {
    positive: [
      'Die Qualität ist [super|hervorragend].',
      'Ich bestelle bald wieder.',
      'Liebe Grüße[| aus den Bergen| von der Küste].',
      'Weiter so.',
    ],
    neutral: [
      'Danke im Voraus.',
      'Es ist ein Geschenk zum {occasion}.',
      'Auf der Webseite finde ich nichts dazu.',
      'Ich brauche [zwei|vier|sechs] Stück.',
    ],
    negative: ['Ich möchte mein Geld zurück.', 'Bitte meldet euch.', 'Sehr enttäuscht.', 'Nie wieder.'],
  },
  flawComments: [
    'Auch bei mir ist der Henkel von {item} gebrochen, [eine schlechte Charge|so enttäuschend|was ist da los]?',
    'Bitte sagt etwas zu den gebrochenen Henkeln von {item}.',
    'Schöne Glasur, aber der Henkel [hält nicht|brach am {day} ab], [furchtbar|gefährlich].',
  ],
};
