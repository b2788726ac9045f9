/**
 * Set phrases whose words say the opposite of what the whole says ("not bad at all", "leaves much to be desired"), with a word
 * of the same language that says plainly what the phrase means; no word = there each word means what it says, and the longest
 * phrase counts. `|` parts phrases, `/` parts words that may stand at one place.
 * Collected by hand from knowledge of the languages, not taken from another list.
 */
export const SET_PHRASES: Readonly<Record<string, readonly (readonly [word: string, phrases: string])[]>> = {
  en: [
    [
      'good',
      "not bad|not bad at all|not too/so/that/half bad|not too/so/that/half bad at all|isn't/isnt/wasn't/wasnt/aren't/weren't/ain't/aint bad|isn't/isnt/wasn't/wasnt/aren't/weren't/ain't/aint bad at all|isn't/isnt/wasn't/wasnt/aren't/weren't too/so/that/half bad|not a bad/terrible|can't/cant/cannot complain|couldn't/couldnt complain|can not complain|could not complain|no/zero complaints|no complaints at all|no complaints whatsoever|not a single complaint|nothing to complain about|nothing bad to say|don't/dont/didn't/didnt have any complaints|can't/cant/cannot complain about it|nothing wrong with it/this/them|nothing to fault|can't/cant/cannot/couldn't/couldnt fault|could not fault|can't/cant/cannot/couldn't/couldnt go wrong|no regrets|not disappointed|wasn't/wasnt/weren't disappointed|was/were not disappointed|haven't/havent/hasn't/hasnt been disappointed|have/has not been disappointed",
    ],
    [
      'great',
      "couldn't/couldnt be better|could not be better|couldn't/couldnt have been better|could not have been better|couldn't/couldnt have gone better|couldn't/couldnt ask/wish for more/better|could not ask/wish for more/better|couldn't/couldnt have asked for more/better|could not have asked for more/better|never disappoints/disappoint/disappointed/disappointing|never a disappointment|never been disappointed|never fails to impress|never lets/let me/us/you down|never lets/let down|doesn't/doesnt/didn't/didnt/won't/wont disappoint|does/did/will not disappoint|won't/wont be disappointed|will not be disappointed|can't/cant/cannot be beaten/beat|can't/cant/cannot recommend enough|can't/cant/cannot recommend it/them/this/him/her/you enough|can't/cant/cannot praise it/them/him/her/you enough|can't/cant/cannot thank them/him/her/you enough|second to none|what's/whats not to like/love|what is not to like/love|doesn't/doesnt get better than this/that|yet to disappoint|yet to be disappointed|doesn't/doesnt get any better than this/that|wouldn't/wouldnt change a thing|couldn't/couldnt be happier/prouder|couldn't/couldnt be more pleased/happy/satisfied/delighted/proud|could not be happier/prouder|could not be more pleased/happy/satisfied/delighted/proud",
    ],
    [
      'lacking',
      "leaves/leave/left much/lots to be desired|leaves/leave/left a lot to be desired|leaves/leave/left something to be desired|could be better|could have been better|could've been better",
    ],
    [
      '',
      "not/isn't/isnt/wasn't/wasnt/aren't/weren't/ain't/aint bad enough|could be better than",
    ],
  ],
  de: [
    [
      'gut',
      'nicht schlecht|gar nicht schlecht|gar nicht so schlecht|garnicht schlecht|überhaupt nicht schlecht|nicht so schlecht|nicht übel|gar nicht übel|gar nicht mal schlecht|gar nicht mal so schlecht|kann nicht meckern/klagen|kann man/ich nicht meckern|kann mich nicht beklagen/beschweren|nichts zu meckern/beanstanden/bemängeln/klagen|nichts auszusetzen|keine beanstandungen/klagen/beschwerden|kein grund zur klage|nicht enttäuscht',
    ],
    [
      'wunderbar',
      'könnte nicht besser sein|könnte nicht besser laufen|kann nicht besser sein|könnte nicht zufriedener/glücklicher sein|nie/niemals enttäuscht|noch nie enttäuscht|enttäuscht nie|enttäuscht nicht|besser geht nicht|besser gehts nicht|besser geht es nicht|lässt keine wünsche offen|lässt nichts zu wünschen übrig',
    ],
    [
      'schwach',
      'lässt zu wünschen übrig|lässt sehr/viel/stark/einiges zu wünschen übrig|könnte besser sein',
    ],
    ['', 'enttäuscht nicht nur/mehr/zuletzt'],
  ],
  fr: [
    [
      'top',
      "pas mal du tout|pas si/trop mal|pas mal non plus|c'est/n'est/c'était/n'était/vraiment/plutôt pas mal|pas mauvais|pas mauvais du tout|rien à redire/reprocher|rien a redire/reprocher|aucun reproche|pas déçu/déçue/déçus|peux/peut/pouvons pas me/se/nous plaindre|ne peux/peut/pouvons pas me/se/nous plaindre|n'ai/ai/n'a/a pas à me/se plaindre",
    ],
    [
      'excellent',
      'jamais déçu/déçue/déçus/déçues|jamais été déçu/déçue/déçus/déçues|jamais décevant|ne déçoit jamais/pas|déçoit jamais|ne pourrais/pouvais pas être plus heureux/heureuse/content/contente/satisfait/satisfaite|ne pourrait pas être mieux|on ne peut mieux|on ne peut plus satisfait/satisfaite',
    ],
    [
      'décevant',
      "laisse/laissent à désirer|laisse/laissent beaucoup/vraiment à désirer|pourrait être mieux",
    ],
    ['', "c'est/n'est/c'était/n'était/vraiment/plutôt pas mal de/des"],
  ],
  es: [
    [
      'bueno',
      'nada mal|no está/estuvo/estaba nada mal|no está/estuvo/estaba mal|no es nada malo/mala|no me puedo quejar|no puedo quejarme|no tengo quejas/queja|no tengo ninguna queja|sin quejas|ninguna queja|nada que reprochar/objetar|no hay nada que reprochar/objetar',
    ],
    [
      'perfecto',
      'no podría ser mejor|no puede ser mejor|no podría/puedo estar más contento/contenta/feliz/satisfecho/satisfecha|nunca decepciona/decepcionan/defrauda/defraudan/falla|nunca me decepciona/defrauda/falla|nunca me ha decepcionado/defraudado|no decepciona/decepcionan/defrauda/defraudan|no me decepcionó/defraudó',
    ],
    [
      'malo',
      'deja/dejan mucho/bastante que desear|podría ser mejor|podría estar mejor',
    ],
  ],
  it: [
    [
      'buono',
      'niente male|niente affatto male|non male|mica male|non è male|non è niente male|non è affatto male|non mi posso lamentare|non posso lamentarmi|nessuna lamentela|nulla/niente da ridire|nulla/niente da eccepire|non sono rimasto/rimasta deluso/delusa',
    ],
    [
      'ottimo',
      'non potrebbe andare/essere meglio|non potrebbe essere migliore|non potrei essere più felice/contento/contenta/soddisfatto/soddisfatta|mai deluso/delusa/delusi|mai deludente|non delude mai|non mi delude/deludono|non mi delude/deludono mai|non sono mai rimasto/rimasta deluso/delusa|non delude/deludono|non mi ha mai deluso/delusa|non ha deluso',
    ],
    [
      'brutto',
      'lascia/lasciano a desiderare|lascia/lasciano molto/parecchio a desiderare|potrebbe essere meglio|poteva essere meglio',
    ],
  ],
  pt: [
    [
      'bom',
      'nada mau/má/mal|não é nada mau/má|não está nada mau/má/mal|não é mau/má|não está mau/mal|não tenho do/de que reclamar|não tenho que reclamar|nada a reclamar/apontar|sem reclamações/queixas|nenhuma reclamação/queixa|não me posso queixar|não posso reclamar/queixar|não posso me queixar',
    ],
    [
      'excelente',
      'não podia/poderia ser melhor|não podia/poderia estar mais feliz/satisfeito/satisfeita/contente|nunca desilude/decepciona|nunca me desilude/decepciona/desiludiu/decepcionou|nunca fiquei desiludido/desiludida/decepcionado/decepcionada|não desilude/decepciona/desiludiu/decepcionou|não deixa nada a desejar',
    ],
    [
      'ruim',
      'deixa/deixam/deixou a desejar|deixa/deixam/deixou muito a desejar|podia/poderia ser melhor',
    ],
  ],
  ar: [
    [
      'جميل',
      'لا بأس|لا بأس به/بها|لاباس به/بها|مش بطال/وحش|مو سيء/سيئ|ليس سيئا|ليس سيئا على الإطلاق|ليست سيئة|غير سيء|لا غبار عليه/عليها|ما عليه/عليها غبار',
    ],
    ['ممتاز', 'لا يعلى عليه|لا يخيب/تخيب|لم يخيب/تخيب ظني|لا يمكن أن يكون أفضل|ما عليه/عليها كلام'],
  ],
  hi: [
    ['अच्छा', 'बुरा/बुरी/बुरे नहीं|बुरा/बुरी/बुरे नहीं है|कोई शिकायत नहीं'],
    ['accha', 'bura/buri/bure nahi/nahin|bura/buri/bure nhi|koi shikayat nahi/nahin/nhi'],
  ],
};

/** Words after which the opposite follows: of a set phrase before one ("not bad, but never again") the words stand as they are. */
export const TURNS: Readonly<Record<string, string>> = {
  en: 'but yet however though although',
  de: 'aber doch jedoch allerdings',
  fr: 'mais cependant',
  es: 'pero aunque',
  it: 'ma però tuttavia',
  pt: 'mas porém',
  ar: 'لكن ولكن بس',
  hi: 'लेकिन पर मगर lekin magar',
};
