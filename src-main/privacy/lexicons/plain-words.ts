/**
 * Words that give the tagger of personal data its bearings, written down from general knowledge: everyday English words,
 * which are no names even when they begin a sentence, and the words of addresses and of companies.
 */
export const EVERYDAY_WORDS = `
the be to of and a in that have i it for not on with he as you do at this but his by from they we say her she or an will my
one all would there their what so up out if about who get which go me when make can like time no just him know take people
into year your good some could them see other than then now look only come its over think also back after use two how our
work first well way even new want because any these give day most us is was are were been has had did does said went made
am being having doing going getting making got came took saw knew thought found told asked felt left called kept put gave
seemed became used worked needed wanted helped showed played moved lived believed brought happened began wrote provided sat
stood lost paid met included continued set learned changed led understood watched followed stopped created spoke read allowed
added spent grew opened walked offered remembered loved considered appeared bought waited served died sent expected built
stayed fell cut reached killed remained suggested raised passed sold required reported decided pulled
please thanks thank hello hi hey dear sir madam regards sincerely sorry yes no ok okay sure maybe perhaps welcome goodbye bye
good morning afternoon evening night today tomorrow yesterday week month hour minute second day year ago soon later never
always sometimes often usually again already still yet once twice here there where why when whose whom whether while until
since before during between among against through across along around behind below beneath beside besides beyond despite down
inside near off onto outside past per plus toward towards under unlike upon via within without although though unless
account address balance bank bill billing block book boss bus business buy call cancel car card case cash certain change
charge check child children city class client close company computer conference contact contract cost country course credit
customer data date debit delivery department deposit desk director discount doctor door dollar driver driving early easy
education email employee error euro event exchange expire family father fax fee figure file film find fine fire firm flight
food form friend full fund game gift girl government group guest head health help high history home hospital hotel house idea
id income information insurance interest internet invoice issue item job join kid kind king land language large last late law
lawyer lease letter level license licence life limit line link list live loan local location long love lunch mail main man
manager market matter meeting member message middle mobile money morning mother movie music name need network news newspaper
next nice note number office officer official old online open order owner page paper parent part partner party passport
password pay payment pension people person pet phone photo picture place plan point police policy post postal power present
president price problem process product profile program project public purchase question rate real reason receipt record
refund registration rent reply report request reservation rest restaurant result return review right road room sale save
school season secret security self sell send senior series service shop show sign single site sister size small social son
song sound special staff standard start state statement station status stay stop store story street student study subject
subscription support swift system table talk tax teacher team telephone term test ticket title total town trade train transfer
travel trip true try type union university update user value version video view visit voice wait war water weather web
website wedding weekend wife window winner woman word world write wrong young zip zone
mr mrs ms miss dr prof attention important urgent notice warning confidential private personal regarding subject re fw fwd
able above accept according act action actually add age agree air allow almost alone amount another answer anyone anything
apply approve area arm arrive art ask attack author available award away bad ball base beautiful become bed begin believe
best better big bit black blue board body born both box boy break bring brother build building camera campaign cancer
capital care carry catch cause cell center central century chair challenge chance character choice choose church citizen civil
claim clear coach cold collection college color come common community compare concern condition consider consumer contain
control council couple court cover create crime cultural culture cup current daughter dead deal death debate decade decide
decision deep defense degree democrat describe design detail determine develop development die difference different difficult
dinner direction discover discuss discussion disease dog draw dream drive drop drug each east eat economic economy edge effect
effort eight eighth eleven either election else end energy enjoy enough enter entire environment especially establish every
everybody everyone everything evidence exactly example executive exist experience expert explain eye face fact factor fail
fall far fast fear federal feel feeling few field fifth fight fill final finally financial finger finish fish five floor fly
focus follow foot force foreign forget former forward four fourth free front future garden gas general generation glass goal
great green ground grow growth guess gun guy hair half hand hang happen happy hard hear heart heat heavy herself himself hit
hold hope hot however huge human hundred husband image imagine impact improve include including increase indeed indicate
individual industry institution instead interesting international interview investment involve itself keep key kill kitchen
knowledge laugh lay lead leader learn least leave leg legal less let lie light likely listen little lose lot low machine
magazine maintain major majority manage management many marriage may mean measure media medical meet memory mention method
might military million mind miss mission model modern moment more most mouth move movement much must myself nation national
natural nature nearly necessary neither nine none nor north nothing occur offer oh oil ok on operation opportunity option
organization others ourselves own pain painting particular particularly pass patient pattern peace perform performance period
physical pick piece play player political politics poor popular population position positive possible practice prepare
pressure pretty prevent probably produce production professional professor property protect prove provide pull purpose push
quality quickly quite race radio raise range rather reach ready realize really receive recent recently recognize red reduce
reflect region relate relationship religious remain remember remove represent republican require research resource respond
response responsibility reveal rich rise risk rock role rule run safe same scene science scientist score sea seat section
seek seem senator sense serious serve seven several sex shake share she shoot short shot shoulder side significant similar
simple simply sing sit site situation six skill skin society soldier somebody someone something song source south southern
space speak specific speech spend sport spring staff stage stand star statement step stock strategy strong structure stuff
style success successful such suddenly suffer suggest summer surface sure task tell ten tend thank themselves theory thing
third those thousand threat three throughout throw thus together tonight top tough traditional treat treatment tree trial
trouble turn tv understand unit usually various very victim violence vote walk wall watch wear west western whatever white
whole wide win wind wish wonder worker worry yard yeah yourself album band concert singer guitar drums lyrics chorus track
solo hit tune melody songwriter actor actress comedy drama directed starring written produced released published founded
headquartered based located invested announced acquired launched hired retired married divorced graduated studied degree
given taken seen known shown written spoken broken chosen driven eaten fallen forgotten hidden ridden risen shaken stolen thrown
worn woken drawn grown flown frozen beaten bitten blown torn born become gone done
listed named titled featuring starring including regarding concerning following according thanks sent receive received
wisdom discipline freedom justice honor courage honesty patience kindness truth beauty faith virtue chapter
question answer hint tip warning mission vision values policy privacy terms conditions copyright reserved rights
`;

/** Words that name a kind of street, in any of our users' customers' languages, in front of or behind the street's name. */
export const STREET_WORDS = `
street st road rd avenue ave av lane ln drive dr court ct boulevard blvd way place pl terrace ter square sq crescent cres close
grove gardens row walk hill highway hwy parkway pkwy circle cir trail trl loop alley mews quay wharf bypass turnpike pike plaza
route rte freeway expressway path rise green park view ridge run point crossing
rue allée allee impasse chemin quai passage cours faubourg villa sentier montée avenue place boulevard
strasse straße str gasse weg platz allee ring ufer damm steig gürtel kai zeile promenade chaussee hof markt berg
calle c/ avenida avda av paseo plaza carrera ronda camino carretera travesía glorieta callejón
via viale piazza corso largo vicolo strada piazzale contrada lungomare salita
rua avenida travessa praça praca largo estrada alameda beco rodovia
straat laan plein gracht kade singel dijk steenweg hof baan dreef lei pad kerkstraat
gatan vägen gata väg gränd torget stigen allén backen gade vej allé plads stræde vænget gate vei veien plass
katu tie kuja polku aukio
ulica ul aleja al aleje plac pl osiedle os rondo
ulice náměstí nám třída nábřeží
utca út útja tér köz sétány körút fasor rakpart rkp
ulica trg cesta put šetalište bulevar
strada str bulevardul calea aleea șoseaua
ulitsa prospekt pereulok naberezhnaya
odos leoforos plateia οδός πλατεία λεωφόρος
cadde caddesi sokak sokağı mahalle mahallesi bulvarı
gata vegur stræti brekka braut holt
улица ул проспект пр переулок площадь бульвар шоссе вулиця
jalan jl lorong marg nagar salai
`;

/** Endings of compound street names ("Nassaustraat", "Hauptstrasse"). */
export const STREET_ENDINGS = `
straat strasse straße gasse weg platz allee ring ufer damm laan plein gracht kade singel dijk gatan vägen gata gränd gade vej
vænget gate veien vei katu tie kuja polku gürtel graben steig markt dreef pad steeg stigen backen torget torg stræde parken
vegur braut
`;

/** Parts of a dwelling: flat, floor, box. */
export const UNIT_WORDS = `
apt apartment suite ste unit flat floor fl room rm building bldg lot trlr box po p.o bus piso planta puerta etage étage bât
appt escalier scala interno wohnung stock top stiege verdieping m. lgh bajo izquierda derecha esc
`;

/** Words that end, or stand within, the names of companies and institutions. */
export const COMPANY_WORDS = `
inc incorporated corp corporation co company llc llp lp ltd limited plc gmbh ag kg ohg ug mbh sa sarl sas srl spa snc sl slu bv
nv vof ab as asa oy oyj aps a/s kft zrt sro s.r.o a.s d.o.o doo sp z.o.o pty pte kk lda eirl
group holding holdings partners associates brothers bros sons consulting consultants solutions systems services technologies
technology tech software labs laboratories industries enterprises enterprise international global worldwide media studios
studio entertainment pictures records music games publishing press news network networks communications telecom energy power
oil gas mining steel motors automotive airlines airways air logistics transport shipping freight bank banking financial finance
capital investments investment ventures insurance assurance mutual trust realty properties estate construction builders
engineering design designs architects foods food beverages brewery coffee restaurants hotels resorts pharmacy pharmaceuticals
pharma medical health healthcare hospital clinic university college institute academy school foundation association society
council committee agency bureau department ministry authority federation union league club museum library church
stores store shop mart market supermarket outlet boutique fashions clothing apparel furniture electronics hardware appliances
security analytics data digital interactive marketing advertising creative research science sciences bio biotech robotics
`;

/** Forms of address and academic titles. */
export const TITLE_WORDS = `
mr mrs ms miss mx dr prof professor sir madam lady lord dame rev reverend father sister hon captain capt major col colonel
lieutenant lt sgt sergeant general gen judge president senator herr frau fräulein dipl ing mag monsieur madame mademoiselle
mme mlle m señor señora señorita sr sra srta don doña signor signora signorina sig dott dottoressa senhor senhora dhr mevr
mevrouw meneer hr fru pan pani pán paní úr rer nat
`;
