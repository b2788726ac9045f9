import type { Phrases } from './phrases.ts';

export const DUTCH: Phrases = {
  words: {
    who: 'mijn zus|mijn moeder|mijn vader|mijn broer|een vriendin|een vriend|de buurvrouw|mijn oma|een collega',
    occasion: 'een verjaardag|een bruiloft|een jubileum|moederdag|een housewarming|een geboorte',
    day: 'maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag',
    month: 'januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november',
    rival: 'Brackenwick|Ottermere Home|Tarn and Tallow',
  },
  leads: {
    positive: [
      '[Heel|Erg|Echt] blij met {item}[|, dank jullie wel|, elke dag weer].',
      'Wat een [mooie|fijne|heerlijke] aankoop, {item}.',
      '{item} gekocht voor {who} en [het was een succes|we zijn allebei heel blij].',
      'Al de [tweede|derde] keer dat ik {item} bestel, [nog steeds geweldig|nooit teleurgesteld].',
      '{item} kwam {day} en [alles is prachtig|is nog mooier dan op de foto].',
      'Sinds {month} gebruik ik {item} elke dag, [echt een aanrader|een feest].',
    ],
    neutral: [
      'Het pakket met {item} kwam {day}.',
      'Ik heb {item} nu [twee|drie|vijf] [weken|maanden].',
      'Besteld in {month}: {item}[| en twee andere dingen].',
      'Een paar woorden over {item}.',
      'Over {item} twijfel ik nog.',
    ],
    negative: [
      '[Erg|Zeer|Behoorlijk] teleurgesteld in {item}.',
      '{item}, [wat een teleurstelling|een slechte aankoop|een ramp].',
      'Van {item} had ik [veel meer|iets heel anders] verwacht.',
      'Het pakket met {item} kwam [kapot|veel te laat|beschadigd] aan.',
      'In plaats van {item} kwam er iets anders, [voor de tweede keer|en niemand reageert].',
    ],
  },
  abouts: [
    {
      positive: [
        'De kwaliteit is [uitstekend|heel goed|beter dan verwacht].',
        'Het materiaal voelt [heerlijk|heel fijn] aan.',
      ],
      neutral: ['De kwaliteit is [redelijk|zoals verwacht].'],
      negative: [
        'De kwaliteit is [slecht|waardeloos|teleurstellend].',
        'Het materiaal is [slecht|veel te dun], [jammer|wat een teleurstelling].',
      ],
    },
    {
      positive: ['De kleur is [prachtig|heel mooi|perfect voor onze keuken].'],
      neutral: ['De kleur is iets [donkerder|lichter|groener] dan op het scherm.'],
      negative: ['De kleur lijkt niet op de foto, [slecht|erg teleurstellend].'],
    },
    {
      positive: ['De maat is [perfect|ideaal] voor [twee personen|een kleine keuken|elke dag].'],
      neutral: ['De maat is iets [kleiner|groter] dan gedacht.'],
      negative: ['De maat klopt niet, [veel te klein voor deze prijs|slecht beschreven].'],
    },
    {
      positive: ['De verpakking is [prachtig|heel mooi|perfect], [zonder plastic|net een cadeau].'],
      neutral: ['De verpakking is [eenvoudig|van grijs karton].'],
      negative: ['De verpakking is [slecht|veel te dun], [een hoek was ingedeukt|alles lag los].'],
    },
    {
      positive: [
        'De levering was [snel|heel snel], [twee dagen|{day} besteld, {day} in huis].',
        'Snelle levering en een vriendelijke koerier.',
      ],
      neutral: ['De levering duurde [vier|vijf|zes] dagen.', 'Het pakket lag bij de buren.'],
      negative: ['De levering was [veel te traag|een ramp|verschrikkelijk], [drie weken te laat|niemand wist iets].'],
    },
    {
      positive: ['De prijs is [goed|heel goed voor handwerk|eerlijk].'],
      neutral: ['De prijs is [aan de hoge kant|gelijk aan vorig jaar].'],
      negative: ['De prijs is [veel te duur|belachelijk] voor [deze kwaliteit|zo weinig].'],
    },
    {
      positive: [
        'De klantenservice is [uitstekend|heel vriendelijk|behulpzaam], [antwoord binnen een uur|alles meteen geregeld].',
      ],
      neutral: ['De klantenservice antwoordde [na twee dagen|met een kort bericht].'],
      negative: [
        'De klantenservice is [slecht|onbeschoft|waardeloos], [vier berichten en geen reactie|niemand neemt op].',
      ],
    },
    {
      positive: ['De website is [makkelijk|duidelijk en snel], de betaling [ging perfect|was zo klaar].'],
      neutral: ['Voor de website is een account nodig.'],
      negative: ['De website is [traag|een ramp], de betaling [mislukte twee keer|werd dubbel afgeschreven].'],
    },
    {
      positive: ['De terugbetaling kwam [binnen twee dagen|meteen], [uitstekende service|heel netjes].'],
      neutral: ['Voor de retour moet je het label zelf printen.'],
      negative: ['Nog steeds geen terugbetaling[| na vier weken], [onacceptabel|een schande].'],
    },
    {
      positive: ['Een [perfect|prachtig] cadeau voor {occasion}.'],
      neutral: ['Het was een cadeau voor {occasion}.'],
      negative: ['Het was een cadeau voor {occasion} en kwam [te laat|kapot aan], [wat een ramp|een schande].'],
    },
  ],
  kinds: {
    tea: {
      positive: ['De smaak is [heerlijk|fris en zacht|perfect], [nooit bitter|ook bij de derde kop].'],
      neutral: ['De smaak is [mild|vrij sterk], [vier minuten is genoeg|twee lepels per kop].'],
      negative: ['De smaak is [slecht|bitter en oud], [alles weggegooid|wat een teleurstelling].'],
    },
    candle: {
      positive: ['De geur is [heerlijk|zacht|prachtig], [nooit te zoet|blijft uren hangen].'],
      neutral: ['De geur is [licht|vrij sterk].'],
      negative: ['De geur is [vreselijk|veel te zoet], [ik kreeg hoofdpijn|net goedkope zeep].'],
    },
    ceramic: {
      positive: ['Het glazuur is [prachtig|heel mooi], [elk stuk is anders|net de zee in de winter].'],
      neutral: ['Het glazuur is [mat|meer gespikkeld dan op de foto].'],
      negative: ['Het glazuur is [beschadigd|vol gaatjes], [slechte kwaliteit|teleurstellend].'],
    },
    linen: {
      positive: ['De stof is [heerlijk zacht|prachtig|heel mooi], [na elke was beter|strijken hoeft niet].'],
      neutral: ['De stof [kreukt, zoals linnen doet|kromp iets in de eerste was].'],
      negative: ['De stof [kromp|verloor kleur] in de eerste was, [slechte kwaliteit|waardeloos].'],
    },
    tool: {
      positive: ['Werkt [perfect|heel goed], [goed gemaakt|een klein plezier elke dag].'],
      neutral: ['Na elk gebruik even afspoelen.'],
      negative: ['Na [drie weken|een maand] al roest, [slechte kwaliteit|waardeloos].'],
    },
  },
  details: [
    'Thuis zijn we met [twee|vier|vijf] en delen we alles.',
    'Het was voor {occasion}.',
    'Ik vond de winkel via [een vriendin|een markt in {month}|de nieuwsbrief].',
    'Het was mijn [tweede|derde|vijfde] bestelling.',
    'Hiervoor had ik iets van {rival}.',
  ],
  wishes: [
    'Het zou leuk zijn om [meer kleuren|een grotere maat|navullingen] te hebben.',
    'Hopelijk komt er ook [een set|een abonnement|een cadeaubon].',
  ],
  questions: ['Kan dit in de vaatwasser?', 'Weet iemand hoe lang dit meegaat?', 'Kan ik losse onderdelen bestellen?'],
  comparisons: {
    better: ['Beter dan bij {rival}, [en goedkoper|in alles].', 'Vergeleken met {rival} een andere wereld.'],
    worse: ['Vergeleken met {rival} [slecht|veel te duur].', 'Bij {rival} is het beter dan hier, en goedkoper.'],
  },
  closes: {
    positive: [
      'Echt een aanrader.',
      'Dank jullie wel[| voor het kaartje| allemaal].',
      'Ik bestel [snel|in {month}] weer.',
      'Ga zo door.',
      'Vijf sterren.',
    ],
    neutral: ['Even zien hoe lang het meegaat.', 'Drie sterren voorlopig.'],
    negative: [
      'Ik wil mijn geld terug.',
      'Nooit meer.',
      'De volgende keer koop ik bij {rival}.',
      'Reageer alsjeblieft eens.',
    ],
  },
  shorts: {
    positive: ['Prachtig!', 'Perfect, dank jullie wel!', '{item}: [heel mooi|een aanrader].'],
    neutral: ['Gaat wel.', '{item}: zoals beschreven.'],
    negative: ['Slecht.', '{item}: [nooit meer|wat een teleurstelling].'],
  },
  flaws: {
    happened: [
      'Het oor van {item} brak na [een week|tien dagen|drie wasbeurten] af.',
      'Tweede bestelling van {item}, en weer zit er in het oor een [barst|scheur].',
      'Hete thee en het oor van {item} breekt af, [gevaarlijk|verschrikkelijk].',
    ],
    follows: [
      'Een slechte partij?',
      'Ik wil mijn geld terug.',
      'Foto’s gestuurd, geen reactie.',
      'Ik heb mijn hand verbrand, dit is gevaarlijk.',
      'Erg teleurgesteld.',
    ],
  },
  comments: {
    positive: [
      'Zo [mooi|prachtig], [zoals altijd|ik ben dol op deze winkel|bedankt voor de foto’s].',
      'Heel blij met {item}, [het staat elke dag op tafel|een feest].',
      'De kleur is [prachtig|perfect|heel mooi].',
      'Mijn bestelling kwam in [twee|drie] dagen, [uitstekende service|prachtig verpakt].',
      'Bedankt voor [het snelle antwoord|het kaartje in het pakket|zulke mooie dingen].',
    ],
    neutral: [
      'Is {item} weer op voorraad?',
      'Leveren jullie ook [in België|op Texel|in Luxemburg|op Curaçao]?',
      'Hoe laat gaat de winkel {day} open?',
      'Wat kost {item}[| met verzending]?',
      'Ik wil {item} kopen, [is er een set|is het zwaar|zit er een cadeaudoos bij]?',
      'Het zou leuk zijn als dit er ook in het [groen|blauw] was.',
    ],
    negative: [
      'Ik wacht al [drie weken|een maand] op mijn bestelling, [schandalig|onacceptabel].',
      'Mijn pakket met {item} kwam kapot aan, [vreselijk|wat een teleurstelling].',
      'Veel te duur voor [wat het is|zo weinig].',
      'Geen reactie op mijn berichten, [slechte service|een schande].',
    ],
  },
  extras: {
    positive: [
      'De kwaliteit is [uitstekend|heel goed].',
      'Ik bestel snel weer.',
      'Groeten [uit het noorden|van de kust].',
      'Ga zo door.',
    ],
    neutral: [
      'Alvast bedankt.',
      'Het is voor {occasion}.',
      'Op de website vind ik niets.',
      'Ik heb er [twee|vier|zes] nodig.',
    ],
    negative: ['Ik wil mijn geld terug.', 'Reageer alsjeblieft.', 'Erg teleurgesteld.', 'Nooit meer.'],
  },
  flawComments: [
    'Ook bij mij brak het oor van {item} af, [een slechte partij|wat is er aan de hand]?',
    'Mooi glazuur, maar het oor [houdt niet|brak {day} af], [vreselijk|gevaarlijk].',
  ],
};
