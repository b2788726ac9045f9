/**
 * Articles, pronouns, prepositions and the like, written down from grammars' closed classes for this project. They tell
 * whether a text is English, in which the tagger of personal data has learnt most, and they are no names. Left out is what
 * several languages spell alike with other meanings.
 */
export const ENGLISH_FUNCTION_WORDS = `
the and of to is are were been be have has had i you he she it we they my your his her our their this that these those with
for from by at as but or if then than because while who which what when where why how not can could would should will shall
may might must do does did there here about into over after before under again please very
a an in on is at so no me my am was to be as or up out all any some just only last
`;

export const OTHER_FUNCTION_WORDS = `
der das den dem des ein eine einer eines einem einen kein keine und oder aber denn weil dass daß wenn wie wo wer ich mich mir
mein meine meiner meinem du dich dir dein deine er ihn ihm sein seine sie ihr ihre ihren wir uns unser unsere euch nicht auch
noch nur schon sehr mit von zum zur im am vom beim bei aus nach auf für über unter vor seit durch gegen ohne um bin bist ist
sind sei seid wird werden wurde hat habe haben hatte kann muss soll will jetzt immer wieder mal doch ja gibt dann als ins
le la les l un une du des au aux et ou où mais donc car que qui quoi dont quand comme je j tu il elle nous vous ils elles on
se s ne n pas plus ce cet cette ces c mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs dans par pour sur sous
avec sans chez vers entre est sont était être ai as avons avez ont été très trop bien aussi encore y en suis voilà
el los las lo unos unas del al y e o u pero sino porque qué cómo cuando donde quien yo mi mis tú te ti tus usted él ella ellos
ellas su sus nosotros nuestro nuestra este esta esto estos estas ese esa eso aquel con de desde hasta para por según sin sobre
es son era ser soy eres está están estoy estar hay muy más también ya sí nunca siempre todo toda todos como tengo tiene quiero puedo puede han has hace haces gracias bueno buena
il gli i uno di da nel nella nei del dello della dei degli delle al alla dal dalla sul sulla ed ma anche perché che chi cui
quale dove io lui lei noi voi loro mio mia miei tuo tua suo sua nostro questo questa questi quello quella sono sei è siamo
siete ho hai ha abbiamo hanno molto più già sempre non ci si ne
os as um uma uns umas do da dos das em no na nos nas pelo pela ao à às mas porém porque pois eu meu minha você ele ela eles
nós nosso seu sua seus esse essa isso isto aquele com sem até são está estou foi muito também já não sim mais
het een van voor naar met bij uit door aan ook maar want dus omdat dan toen ik mij jij je jou jouw hij hem zijn zij ze haar
wij ons onze jullie hun niet geen wel nog heel erg heb heeft hebben ben bent dit deze die dat werd worden
się nie na do jest są był była jak już tak ale czy dla od przez przy po bez mój moja mnie ja ty on ona my wy oni to ten tego
och att det som på är av för med till inte jag du han hon vi ni den ett en har hade var från om så men eller mig min mitt
og det som på er af til ikke jeg hun den et har fra så men eller mig min mit hvor når kan
ja on ei että se hän minä sinä me te he mutta tai kun niin myös vain oli ovat olen minun
a je to že na se v ve z ze s si jsem jsi jsou byl byla ale nebo když tak už jak pro po od do můj moje mi
és egy az hogy nem is van volt ez azt mert csak már még én
ve bir bu da de için çok ile ben sen o ama gibi değil var yok mi
și în cu la pe nu este sunt am ai are mai din care ce să un o
и в во не на я он она мы вы они что как это по но из у за к с от до для же бы был была есть мой моя мне меня так
і та що це як на не я він вона ми ви з до від але
και το τα του της των στο στη στην με για από είναι δεν που να θα μου σου αλλά ένα μια
`;

/** Words after which a person's name comes, in languages other than English. */
export const NAME_ANNOUNCERS = `
heiße heisse heißt heisst name namens frau herr herrn hr fr familie dr prof dipl kollegin kollege nachbarin grüßen grüße gruß
gruss grüsse dein deine nom prénom appelle appelles nomme monsieur madame mademoiselle mme mlle mr me cordialement bises
soy llamo llama nombre apellido señor señora sr sra srta don doña saludo saludos atentamente abrazo
chiamo sono nome cognome signor signora sig dott dottoressa saluti chamo sou senhor senhora dona cumprimentos atenciosamente
heet naam ben meneer mevrouw dhr mevr mw groet groeten nazywam imię nazwisko pan pani pana panią pozdrawiam pozdrowienia
heter namn navn hedder fru hilsen hälsningar nimeni nimi rouva herra terveisin jmenuji jmenuju jméno paní pozdravem nevem
üdvözlettel adım ismim adı sayın bey hanım saygılarımla numele cheamă domnul doamna зовут имя фамилия уважением господин
госпожа звати όνομά όνομα λέγομαι λένε κύριος κυρία
`;
