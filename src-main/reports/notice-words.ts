import type { NoticeLanguage } from '../../shared/contract/papers.ts';
import type { Basis, Purpose } from '../../shared/model.ts';

/** What a business can hold of people. */
export type NoticeCategory = 'orders' | 'messages' | 'events' | 'identifiers';

/** Sentences of the notice in one tongue. */
export interface NoticeWords {
  title: string;
  /** Said at the top: a human must check it. */
  draft: string;
  held: string;
  categories: Readonly<Record<NoticeCategory, string>>;
  purposes: Readonly<Record<Purpose, string>>;
  bases: Readonly<Record<Exclude<Basis, 'none'>, string>>;
  social: string;
  profiling: string;
  local: string;
  /** Only once such a list was handed out. */
  lists: string;
  keep: string;
  rights: string;
}

/** Plain sentences; GDPR Art. 13 and 14 decide what must be in them. */
export const NOTICE_WORDS: Readonly<Record<NoticeLanguage, NoticeWords>> = {
  en: {
    title: 'Privacy notice: how we evaluate our data',
    draft: 'Draft made from what is held. Have somebody who knows the law check it before you publish it.',
    held: 'We evaluate:',
    categories: {
      orders: 'your orders: what, when, for how much',
      messages: 'what you write to us or publicly about us',
      events: 'which of our pages you visit and where you came from',
      identifiers: 'what we recognise you by, as keyed fingerprints',
    },
    purposes: {
      service: 'To run our business and count: visits, sales, opinions',
      marketing: 'To choose whom to write to, and about what',
      personalisation: 'To suggest things to you personally',
      advertising: 'To make lists of people for ads on other sites',
      research: 'To try out new questions',
    },
    bases: {
      consent: 'with your consent (Art. 6(1)(a) GDPR), which you can withdraw at any time',
      contract: 'because it is needed for your order (Art. 6(1)(b) GDPR)',
      'legitimate-interest': 'because we have a legitimate interest in it (Art. 6(1)(f) GDPR), unless you object',
    },
    social: 'What you publish on social networks we take from those networks’ exports (Art. 14 GDPR).',
    profiling:
      'We form groups and work out suggestions from what you ordered. Nothing with legal or similar effect is decided by it, no price and no credit.',
    local: 'The evaluation runs on a computer of ours. Nothing is handed to anybody for it.',
    lists:
      'For ads on other sites we hand lists of hashed addresses to: [platforms]. Only those who agreed to it and did not object are in them.',
    keep: 'We keep it for: [say how long, per kind of data].',
    rights:
      'You may ask for access, correction, erasure, restriction and a copy to take along, object at any time, and complain to a supervisory authority. Write to: [contact].',
  },
  de: {
    title: 'Datenschutzhinweis: wie wir unsere Daten auswerten',
    draft: 'Entwurf aus dem, was gespeichert ist. Lassen Sie ihn vor der Veröffentlichung fachkundig prüfen.',
    held: 'Wir werten aus:',
    categories: {
      orders: 'Ihre Bestellungen: was, wann, zu welchem Betrag',
      messages: 'was Sie uns oder öffentlich über uns schreiben',
      events: 'welche unserer Seiten Sie besuchen und woher Sie kamen',
      identifiers: 'woran wir Sie wiedererkennen, als verschlüsselte Prüfwerte',
    },
    purposes: {
      service: 'Um unseren Betrieb zu führen und zu zählen: Besuche, Verkäufe, Meinungen',
      marketing: 'Um auszuwählen, wem wir worüber schreiben',
      personalisation: 'Um Ihnen persönlich etwas vorzuschlagen',
      advertising: 'Um Listen für Werbung auf anderen Seiten zu erstellen',
      research: 'Um neue Fragen zu erproben',
    },
    bases: {
      consent: 'mit Ihrer Einwilligung (Art. 6 Abs. 1 lit. a DSGVO), die Sie jederzeit widerrufen können',
      contract: 'weil es für Ihre Bestellung nötig ist (Art. 6 Abs. 1 lit. b DSGVO)',
      'legitimate-interest': 'aus berechtigtem Interesse (Art. 6 Abs. 1 lit. f DSGVO), sofern Sie nicht widersprechen',
    },
    social:
      'Was Sie in sozialen Netzwerken veröffentlichen, entnehmen wir den Exporten dieser Netzwerke (Art. 14 DSGVO).',
    profiling:
      'Aus Ihren Bestellungen bilden wir Gruppen und Vorschläge. Nichts mit rechtlicher oder ähnlicher Wirkung wird danach entschieden, kein Preis und kein Kredit.',
    local: 'Ausgewertet wird auf einem eigenen Rechner. Dafür wird nichts an Dritte gegeben.',
    lists:
      'Für Werbung auf anderen Seiten geben wir Listen mit Prüfwerten von Adressen an: [Plattformen]. Darin stehen nur Personen, die zugestimmt und nicht widersprochen haben.',
    keep: 'Wir speichern es für: [Dauer je Art der Daten angeben].',
    rights:
      'Sie können Auskunft, Berichtigung, Löschung, Einschränkung und eine Kopie zum Mitnehmen verlangen, jederzeit widersprechen und sich bei einer Aufsichtsbehörde beschweren. Schreiben Sie an: [Kontakt].',
  },
  fr: {
    title: 'Confidentialité : comment nous analysons nos données',
    draft: 'Projet établi d’après ce qui est conservé. Faites-le vérifier par un juriste avant de le publier.',
    held: 'Nous analysons :',
    categories: {
      orders: 'vos commandes : quoi, quand, pour quel montant',
      messages: 'ce que vous nous écrivez ou publiez à notre sujet',
      events: 'les pages que vous visitez chez nous et d’où vous venez',
      identifiers: 'ce qui nous permet de vous reconnaître, sous forme d’empreintes chiffrées',
    },
    purposes: {
      service: 'Pour gérer notre activité et compter : visites, ventes, avis',
      marketing: 'Pour choisir à qui écrire et à quel sujet',
      personalisation: 'Pour vous faire des suggestions personnelles',
      advertising: 'Pour établir des listes destinées à la publicité sur d’autres sites',
      research: 'Pour explorer de nouvelles questions',
    },
    bases: {
      consent: 'avec votre consentement (art. 6, § 1, a, RGPD), que vous pouvez retirer à tout moment',
      contract: 'parce que c’est nécessaire à votre commande (art. 6, § 1, b, RGPD)',
      'legitimate-interest':
        'en raison de notre intérêt légitime (art. 6, § 1, f, RGPD), sauf opposition de votre part',
    },
    social: 'Ce que vous publiez sur les réseaux sociaux provient des exports de ces réseaux (art. 14 RGPD).',
    profiling:
      'À partir de vos commandes, nous formons des groupes et des suggestions. Aucune décision ayant un effet juridique ou similaire n’en découle, ni prix ni crédit.',
    local: 'L’analyse se fait sur un ordinateur à nous. Rien n’est transmis à des tiers pour cela.',
    lists:
      'Pour la publicité sur d’autres sites, nous transmettons des listes d’adresses hachées à : [plateformes]. N’y figurent que les personnes qui y ont consenti et ne s’y sont pas opposées.',
    keep: 'Nous conservons ces données pendant : [durée par type de données].',
    rights:
      'Vous pouvez demander l’accès, la rectification, l’effacement, la limitation et une copie à emporter, vous opposer à tout moment et saisir une autorité de contrôle. Écrivez à : [contact].',
  },
  es: {
    title: 'Privacidad: cómo analizamos nuestros datos',
    draft: 'Borrador hecho a partir de lo que se guarda. Haga que lo revise un experto antes de publicarlo.',
    held: 'Analizamos:',
    categories: {
      orders: 'sus pedidos: qué, cuándo y por cuánto',
      messages: 'lo que nos escribe o publica sobre nosotros',
      events: 'qué páginas nuestras visita y de dónde viene',
      identifiers: 'aquello por lo que le reconocemos, como huellas con clave',
    },
    purposes: {
      service: 'Para llevar nuestro negocio y contar: visitas, ventas, opiniones',
      marketing: 'Para elegir a quién escribir y sobre qué',
      personalisation: 'Para sugerirle cosas personalmente',
      advertising: 'Para hacer listas de personas para anuncios en otros sitios',
      research: 'Para probar nuevas preguntas',
    },
    bases: {
      consent: 'con su consentimiento (art. 6.1.a RGPD), que puede retirar en cualquier momento',
      contract: 'porque es necesario para su pedido (art. 6.1.b RGPD)',
      'legitimate-interest': 'por nuestro interés legítimo (art. 6.1.f RGPD), salvo que se oponga',
    },
    social: 'Lo que publica en redes sociales lo tomamos de las exportaciones de esas redes (art. 14 RGPD).',
    profiling:
      'Con sus pedidos formamos grupos y sugerencias. Nada con efectos jurídicos o similares se decide con ello: ni precios ni créditos.',
    local: 'El análisis se hace en un ordenador nuestro. Para ello no se entrega nada a terceros.',
    lists:
      'Para la publicidad en otros sitios entregamos listas de direcciones cifradas con hash a: [plataformas]. Solo incluyen a quienes lo aceptaron y no se opusieron.',
    keep: 'Lo guardamos durante: [plazo por tipo de datos].',
    rights:
      'Puede pedir acceso, rectificación, supresión, limitación y una copia para llevar, oponerse en cualquier momento y reclamar ante una autoridad de control. Escriba a: [contacto].',
  },
  it: {
    title: 'Privacy: come analizziamo i nostri dati',
    draft: 'Bozza ricavata da ciò che è conservato. Fatela controllare da un esperto prima di pubblicarla.',
    held: 'Analizziamo:',
    categories: {
      orders: 'i suoi ordini: che cosa, quando, per quale importo',
      messages: 'ciò che ci scrive o pubblica su di noi',
      events: 'quali nostre pagine visita e da dove arriva',
      identifiers: 'ciò da cui la riconosciamo, come impronte con chiave',
    },
    purposes: {
      service: 'Per gestire la nostra attività e contare: visite, vendite, opinioni',
      marketing: 'Per scegliere a chi scrivere e su che cosa',
      personalisation: 'Per suggerirle qualcosa personalmente',
      advertising: 'Per creare liste di persone per annunci su altri siti',
      research: 'Per provare nuove domande',
    },
    bases: {
      consent: 'con il suo consenso (art. 6, par. 1, lett. a, GDPR), revocabile in ogni momento',
      contract: 'perché è necessario per il suo ordine (art. 6, par. 1, lett. b, GDPR)',
      'legitimate-interest': 'per un nostro legittimo interesse (art. 6, par. 1, lett. f, GDPR), salvo opposizione',
    },
    social: 'Ciò che pubblica sui social network lo prendiamo dalle esportazioni di quelle reti (art. 14 GDPR).',
    profiling:
      'Dai suoi ordini ricaviamo gruppi e suggerimenti. Nulla con effetti giuridici o simili viene deciso in base a essi, né prezzi né crediti.',
    local: 'L’analisi avviene su un nostro computer. Per essa nulla è dato a terzi.',
    lists:
      'Per la pubblicità su altri siti consegniamo elenchi di indirizzi sottoposti a hash a: [piattaforme]. Contengono solo chi ha acconsentito e non si è opposto.',
    keep: 'Li conserviamo per: [durata per tipo di dati].',
    rights:
      'Può chiedere accesso, rettifica, cancellazione, limitazione e una copia da portare con sé, opporsi in ogni momento e reclamare presso un’autorità di controllo. Scriva a: [contatto].',
  },
  nl: {
    title: 'Privacy: hoe wij onze gegevens bekijken',
    draft: 'Concept op basis van wat bewaard is. Laat het door een deskundige nakijken voordat u het publiceert.',
    held: 'Wij bekijken:',
    categories: {
      orders: 'uw bestellingen: wat, wanneer, voor hoeveel',
      messages: 'wat u ons of openbaar over ons schrijft',
      events: 'welke pagina’s van ons u bezoekt en waar u vandaan kwam',
      identifiers: 'waaraan wij u herkennen, als versleutelde vingerafdrukken',
    },
    purposes: {
      service: 'Om ons bedrijf te voeren en te tellen: bezoeken, verkopen, meningen',
      marketing: 'Om te kiezen wie wij waarover schrijven',
      personalisation: 'Om u persoonlijk iets voor te stellen',
      advertising: 'Om lijsten van mensen te maken voor reclame op andere sites',
      research: 'Om nieuwe vragen uit te proberen',
    },
    bases: {
      consent: 'met uw toestemming (art. 6 lid 1 onder a AVG), die u altijd kunt intrekken',
      contract: 'omdat het nodig is voor uw bestelling (art. 6 lid 1 onder b AVG)',
      'legitimate-interest':
        'omdat wij er een gerechtvaardigd belang bij hebben (art. 6 lid 1 onder f AVG), tenzij u bezwaar maakt',
    },
    social: 'Wat u op sociale netwerken plaatst, nemen wij uit de exports van die netwerken (art. 14 AVG).',
    profiling:
      'Uit uw bestellingen maken wij groepen en suggesties. Niets met rechtsgevolg of iets dergelijks wordt ermee beslist, geen prijs en geen krediet.',
    local: 'Dit gebeurt op een eigen computer. Er wordt daarvoor niets aan anderen gegeven.',
    lists:
      'Voor advertenties op andere sites geven wij lijsten met gehashte adressen aan: [platforms]. Daarin staan alleen mensen die hebben ingestemd en geen bezwaar hebben gemaakt.',
    keep: 'Wij bewaren het: [termijn per soort gegevens].',
    rights:
      'U kunt vragen om inzage, rectificatie, wissing, beperking en een kopie om mee te nemen, altijd bezwaar maken en een klacht indienen bij een toezichthouder. Schrijf naar: [contact].',
  },
  pt: {
    title: 'Privacidade: como analisamos os nossos dados',
    draft: 'Rascunho feito a partir do que está guardado. Peça a um especialista que o reveja antes de o publicar.',
    held: 'Analisamos:',
    categories: {
      orders: 'as suas encomendas: o quê, quando, por quanto',
      messages: 'o que nos escreve ou publica sobre nós',
      events: 'que páginas nossas visita e de onde veio',
      identifiers: 'aquilo por que o reconhecemos, como impressões com chave',
    },
    purposes: {
      service: 'Para gerir o nosso negócio e contar: visitas, vendas, opiniões',
      marketing: 'Para escolher a quem escrever e sobre quê',
      personalisation: 'Para lhe sugerir coisas pessoalmente',
      advertising: 'Para fazer listas de pessoas para anúncios noutros sítios',
      research: 'Para experimentar novas perguntas',
    },
    bases: {
      consent: 'com o seu consentimento (art. 6.º, n.º 1, al. a), RGPD), que pode retirar a qualquer momento',
      contract: 'porque é necessário para a sua encomenda (art. 6.º, n.º 1, al. b), RGPD)',
      'legitimate-interest': 'pelo nosso interesse legítimo (art. 6.º, n.º 1, al. f), RGPD), salvo se se opuser',
    },
    social: 'O que publica nas redes sociais é retirado das exportações dessas redes (art. 14.º RGPD).',
    profiling:
      'Com as suas encomendas formamos grupos e sugestões. Nada com efeito jurídico ou semelhante é decidido com isso, nem preços nem crédito.',
    local: 'A análise é feita num computador nosso. Para isso nada é entregue a terceiros.',
    lists:
      'Para publicidade noutros sites entregamos listas de endereços em hash a: [plataformas]. Nelas só está quem consentiu e não se opôs.',
    keep: 'Guardamos durante: [prazo por tipo de dados].',
    rights:
      'Pode pedir acesso, retificação, apagamento, limitação e uma cópia para levar, opor-se a qualquer momento e reclamar junto de uma autoridade de controlo. Escreva para: [contacto].',
  },
};
