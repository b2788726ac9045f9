/**
 * Common given and family names of many languages, written down from general knowledge for this project; blanks part
 * the names. They help the tagger of personal data, which must also find the names that stand in no list.
 */
export const GIVEN_NAMES = `
james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven
paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan
stephen larry justin scott brandon benjamin samuel gregory alexander frank patrick raymond jack dennis jerry tyler aaron
jose adam nathan henry douglas zachary peter kyle ethan walter noah jeremy christian keith roger terry austin sean gerald
carl harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan albert willie alan eugene russell vincent
philip bobby johnny bradley roy ralph wayne louis randy howard carlos liam mason oliver lucas elijah aiden caleb owen luke
isaac connor hunter evan cameron colin trevor curtis travis derek craig shane corey brett marcus victor martin ernest phillip
todd clarence chad clifford ted glenn dean warren dale graham nigel simon ian neil stuart hugh clive alistair duncan malcolm
leon oscar harry charlie archie alfie toby jake max miles felix hugo leo theo jasper rupert dexter spencer barry
mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly
emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley
anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet catherine maria heather diane
ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline
martha gloria teresa ann sara madison frances kathryn janice jean abigail alice julia judy sophia grace denise amber doris
marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori tiffany kathy rose eleanor
ella chloe lily lucy zoe ava mia harper amelia holly jade paige leah molly gemma fiona moira sheila gail wendy tracy tara
dawn robin valerie bonnie peggy crystal erin shannon sally tina vanessa veronica yvonne phyllis annie lillian robyn jill joanne
leslie jodie kirsty eileen maureen bridget siobhan niamh aoife ciara orla sinead declan cormac eoin padraig seamus conor
hans peter klaus jürgen wolfgang dieter manfred uwe günter horst bernd helmut werner heinz gerhard stefan andreas thomas
frank jens ralf matthias torsten sven jörg dirk kai lars florian tobias sebastian jan philipp maximilian moritz lukas jonas
niklas fabian dominik markus ulrich friedrich karl otto ernst rolf heike sabine petra monika ursula renate helga karin brigitte
ingrid gisela christa elke angelika anja kerstin claudia birgit susanne silke ute katrin sandra nadine stefanie katharina
johanna lena lea hannah luisa franziska annika jana sophie marlene greta frieda leonie mathilda anneliese gudrun hannelore
jean pierre michel andré philippe rené louis alain jacques bernard marcel daniel roger robert claude françois christian guy
gérard yves laurent pascal thierry olivier éric stéphane frédéric nicolas julien sébastien guillaume mathieu antoine étienne
rémi benoît cédric fabien jérôme luc marc xavier gilles didier hervé hélène marie nathalie isabelle sylvie catherine martine
françoise monique nicole jacqueline anne christine valérie sandrine véronique céline aurélie émilie élodie camille manon léa
chloé inès juliette margaux mathilde clémence agathe océane brigitte corinne chantal odile geneviève solange thérèse amélie
antonio josé manuel francisco juan david javier daniel jesús carlos alejandro miguel rafael pedro pablo ángel sergio fernando
jorge luis alberto álvaro diego adrián raúl iván rubén enrique ramón vicente andrés joaquín ignacio gonzalo mario eduardo
ricardo roberto óscar guillermo hector esteban felipe rodrigo mateo santiago emilio gustavo césar arturo tomás
carmen ana isabel dolores pilar josefa teresa rosa ángeles cristina lucía mercedes rosario francisca antonia raquel beatriz
marta rocío silvia inmaculada patricia montserrat susana irene nuria sonia alba paula lorena yolanda encarnación consuelo
alicia esther ximena guadalupe valentina camila daniela mariana gabriela luciana catalina
giuseppe giovanni antonio mario luigi francesco angelo vincenzo pietro salvatore carlo franco domenico bruno paolo michele
giorgio aldo sergio luciano andrea marco roberto stefano alessandro matteo lorenzo simone davide federico riccardo nicola
giacomo filippo emanuele claudio massimo enrico fabio gianluca maurizio giulia chiara francesca federica sara martina
valentina alessia silvia elisa ilaria eleonora paola daniela giovanna lucia rosa angela caterina bianca ginevra serena
antónio joão manuel josé paulo rui nuno tiago bruno ricardo hugo pedro luís jorge filipe gonçalo duarte vasco thiago leandro
rodrigo caio vinícius joana inês catarina sofia mariana beatriz rita carla sandra teresa fernanda juliana larissa letícia
jan piet kees henk willem gerrit cornelis johannes hendrik dirk jeroen bart sander wouter joost maarten pieter koen thijs
daan sem bram ruben niels jasper stijn tom arjan anouk femke sanne lotte fleur iris maaike marieke annemarie wilhelmina
johanna cornelia hendrika saskia ilse inge anneke marloes roos eva tess floor
lars anders per johan erik karl nils sven bengt göran mats ulf leif håkan magnus mikael fredrik henrik björn gustav axel elias
oskar viktor ludvig emil isak anna eva maria karin kristina lena kerstin sara ingrid emma birgitta malin jenny hanna linnea
elin ida astrid maja ebba agnes alva freja sigrid gunilla margareta ulla britt
jens niels hans søren lars jørgen morten kim thomas mads rasmus mikkel christian kasper jeppe anders frederik magnus ole knud
svend bent torben flemming henning mette kirsten hanne lone pia helle gitte lene inger bodil karen rikke louise camilla
trine maren signe
ole bjørn odd kjell arne knut svein tor terje geir øyvind tore rune trond stian kristian håvard sindre eirik espen liv randi
solveig marit turid berit gerd astri silje hilde anne-grethe ragnhild
juha matti timo kari mikko antti jari pekka jukka markku hannu heikki petri ville janne tuomas sami eero aino tuula anneli
ritva leena päivi sirpa marja pirjo riitta anne tiina kaisa minna hanna satu heidi
jón sigurður guðmundur gunnar ólafur einar kristján magnús stefán jóhann guðrún anna kristín margrét sigríður helga ingibjörg
jan andrzej piotr krzysztof stanisław tomasz paweł józef marcin marek michał grzegorz jerzy tadeusz adam łukasz zbigniew
ryszard dariusz henryk mariusz kazimierz wojciech robert mateusz marian rafał jacek janusz mirosław maciej sławomir jarosław
kamil jakub szymon anna maria katarzyna małgorzata agnieszka krystyna barbara ewa elżbieta zofia jadwiga danuta janina irena
halina helena joanna magdalena monika beata dorota jolanta urszula grażyna bożena aleksandra zuzanna oliwia
jiří jan petr josef pavel martin tomáš jaroslav miroslav zdeněk václav michal františek karel milan lukáš jakub ondřej vojtěch
marie jana eva hana anna věra lenka alena kateřina petra lucie jaroslava ludmila helena jitka martina zdeňka veronika
barbora tereza markéta božena
lászló istván józsef jános zoltán sándor gábor ferenc attila péter tamás zsolt tibor andrás csaba imre lajos györgy balázs
gergely máté bence ádám dániel mária erzsébet katalin ilona éva anna zsuzsanna margit judit ágnes julianna andrea ildikó
erika krisztina eszter réka dóra
ivan marko josip ante luka petar stjepan tomislav željko goran dragan zoran nikola stefan miloš dušan aleksandar vladimir
slobodan milica jelena ana marija ivana jovana dragana snežana vesna tanja mirjana nada ljubica katarina andrej matej
gregor tomaž boštjan mojca nataša špela
alexandru andrei mihai ion gheorghe constantin vasile nicolae cristian florin adrian ionuț radu bogdan elena ioana mihaela
andreea cristina gabriela alina simona raluca georgi dimitar ivan petar hristo stoyan nikolay maria ivanka desislava
sergei sergey dmitri dmitry alexei aleksei alexei vladimir andrei mikhail nikolai yuri igor oleg boris pavel maxim anton
viktor evgeny konstantin roman ilya kirill grigori vadim anatoly gennady valery natalia natalya olga tatiana svetlana irina
elena ekaterina anastasia marina lyudmila galina nadezhda larisa oksana ksenia daria polina yulia valentina vera
oleksandr volodymyr mykola taras bohdan andriy serhiy iryna oksana nataliya
konstantinos georgios dimitrios ioannis nikolaos panagiotis vasileios christos athanasios michail maria eleni aikaterini
vasiliki sofia anastasia dimitra yiannis kostas giorgos nikos
mehmet mustafa ahmet ali hüseyin hasan ibrahim osman murat emre burak yusuf ömer fatma ayşe emine hatice zeynep elif merve
özlem sevgi selin
mohammed muhammad mohamed ahmed ali omar hassan hussein khalid ibrahim abdullah abdul yousef youssef mahmoud mustafa karim
hamza bilal tariq rashid samir faisal nasser salim jamal amir zaid walid fatima aisha mariam maryam khadija layla leila
zainab noor nour amina yasmin salma hanan rania samira nadia farah huda sara dina
reza mehdi hossein farhad dariush shirin parisa nasrin mina
raj rahul amit sanjay anil sunil vijay ravi rajesh suresh ramesh deepak ashok manoj vikram arjun rohan aditya arun kumar
krishna ganesh prakash priya anita sunita pooja neha anjali kavita deepa lakshmi meera sita divya shreya asha rekha geeta
nisha ananya imran farhan ayesha sana
wei jing li fang min lei yan jun yong ming hui xin ying mei ling hong hao yu chen xiao yang bo tao feng gang qiang
hiroshi takashi kenji akira satoshi kazuo yoshio makoto shigeru haruto yuto sota ren daiki kenta shota yuki sakura yoko keiko
michiko kazuko naoko yumi akiko tomoko mayumi haruka misaki aoi hina emiko noriko
minjun jiho seojun hyun jisoo minji soo-jin ji-hoon young-ho
nguyen minh tuan hung dung thanh lan huong linh mai phuong thu
kwame kofi ama abena chidi chinedu emeka ngozi adaeze oluwaseun femi tunde yemi bola amara thabo sipho nomsa lerato wanjiku
kamau otieno achieng juma baraka tendai tafara
david moshe yosef avraham yitzhak shlomo yaakov noa tamar yael shira michal rivka avigail
`;

export const FAMILY_NAMES = `
smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas
taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker young allen king
wright scott torres nguyen hill flores green adams nelson baker hall rivera campbell mitchell carter roberts gomez phillips
evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy cook rogers gutierrez ortiz morgan cooper
peterson bailey reed kelly howard ramos kim cox ward richardson watson brooks chavez wood james bennett gray mendoza ruiz
hughes price alvarez castillo sanders patel myers long ross foster jimenez powell jenkins perry russell sullivan bell
coleman butler henderson barnes gonzales fisher vasquez simmons romero jordan patterson alexander hamilton graham reynolds
griffin wallace moreno west cole hayes bryant herrera gibson ellis tran medina aguilar stevens murray ford castro marshall
owens harrison fernandez mcdonald woods washington kennedy wells vargas henry chen freeman webb tucker guzman burns crawford
olson simpson porter hunter gordon mendez silva shaw snyder mason dixon munoz hunt hicks holmes palmer wagner black
robertson boyd rose stone salazar fox warren mills meyer rice schmidt garza daniels ferguson nichols stephens soto weaver
ryan gardner payne grant dunn kelley spencer hawkins arnold pierce hansen peters santos hart bradley knight elliott
cunningham duncan armstrong hudson carroll lane riley andrews alvarado ray delgado berry perkins hoffman johnston matthews
pena richards contreras willis carpenter lawrence sandoval guerrero george chapman rios estrada ortega watkins greene
nunez wheeler valdez harper burke larson santiago maldonado morrison franklin carlson austin dominguez carr lawson jacobs
obrien lynch singh vega bishop montgomery oliver jensen harvey williamson gilbert dean sims espinoza howell wong reid
hanson le mccoy garrett burton fuller wang weber welch rojas lucas marquez fields park yang little banks padilla day walsh
bowman schultz luna fowler mejia davidson acosta brewer may holland juarez newman pearson curtis cortez douglas schneider
joseph barrett navarro figueroa keller avila wade molina stanley hopkins campos barnett bates chambers caldwell beck lambert
miranda byrd craig ayala lowe frazier powers neal leonard gregory carrillo sutton fleming rhodes shelton schwartz norris
jennings rhodes watts duran walters cohen mcdaniel moran parks steele vaughn becker holt deleon barker terry hale leon
hail benson haynes horton miles lyons pham graves bush thornton wolfe warner cabrera mckinney mann zimmerman dawson lara
fletcher page mccarthy love robles cervantes solis erickson reeves chang klein salinas fuentes baldwin daniel simon velasquez
hardy higgins aguirre lin cummings chandler sharp barber bowen ochoa dennis robbins liu ramsey francis griffith paul blair
o'connor o'brien o'neill o'sullivan o'reilly mccarthy macdonald maclean mackenzie campbell stewart murray fraser sinclair
ashworth whitaker pemberton fairchild blackwood hathaway kingsley winslow thackeray hollis bancroft harcourt
müller schmidt schneider fischer weber meyer wagner becker schulz hoffmann schäfer koch bauer richter klein wolf schröder
neumann schwarz zimmermann braun krüger hofmann hartmann lange schmitt werner schmitz krause meier lehmann schmid schulze
maier köhler herrmann könig walter mayer huber kaiser fuchs peters lang scholz möller weiß jung hahn schubert vogel friedrich
keller günther frank berger winkler roth beck lorenz baumann franke albrecht schuster simon ludwig böhm winter kraus martin
schumacher krämer vogt stein jäger otto sommer groß seidel heinrich brandt haas schreiber graf schulte dietrich ziegler
kuhn kühn pohl engel horn busch bergmann thomas voigt sauer arnold wolff pfeiffer
martin bernard dubois thomas robert richard petit durand leroy moreau simon laurent lefebvre michel garcia david bertrand
roux vincent fournier morel girard andré lefèvre mercier dupont lambert bonnet françois martinez legrand garnier faure
rousseau blanc guérin muller henry roussel nicolas perrin morin mathieu clément gauthier dumont lopez fontaine chevalier
robin masson sanchez gérard nguyen boyer denis lemaire duval joly gautier roger roche roy noël meyer lucas meunier jean
perez marchand dufour blanchard marie barbier brun dumas brunet schmitt leroux colas renard arnaud rolland caron aubert
giraud leclerc vidal bourgeois renaud lemoine picard gaillard philippe leclercq lacroix fabre dupuis olivier rodriguez
tremblay gagnon bouchard côté lavoie fortin gagné pelletier bélanger lévesque bergeron leblanc paquette girard simard
rossi russo ferrari esposito bianchi romano colombo ricci marino greco bruno gallo conti de-luca mancini costa giordano
rizzo lombardi moretti barbieri fontana santoro mariani rinaldi caruso ferrara galli martini leone longo gentile martinelli
vitale lombardo serra coppola marchetti parisi villa conte ferraro ferri fabbri bianco marini grasso valentini messina
pellegrini palumbo sanna farina
garcía fernández gonzález rodríguez lópez martínez sánchez pérez martín gómez ruiz hernández jiménez díaz álvarez moreno
muñoz alonso gutiérrez romero navarro torres domínguez vázquez ramos gil ramírez serrano blanco molina morales suárez ortega
delgado castro ortiz rubio marín sanz núñez iglesias medina garrido cortés castillo santos lozano guerrero cano prieto
méndez cruz flores herrera peña león márquez cabrera gallego calvo vidal campos reyes vega fuentes carrasco aguilar caballero
silva santos ferreira pereira oliveira costa rodrigues martins jesus sousa fernandes gonçalves gomes lopes marques alves
almeida ribeiro pinto carvalho teixeira moreira correia mendes nunes soares vieira monteiro cardoso rocha neves coelho cruz
cunha pires ramos reis simões antunes matos fonseca machado araújo barbosa tavares lourenço figueiredo azevedo barros souza
lima nascimento
de-jong jansen de-vries van-den-berg bakker visser smit meijer mulder de-boer bos vos peters hendriks dekker brouwer dijkstra
smits de-graaf van-der-meer kok jacobs vermeulen de-haan van-dijk van-der-linden schouten van-leeuwen willems kuipers
hoekstra postma maas verhoeven koster prins blom huisman peeters janssens maes claes goossens wouters de-smet lambrechts
johansson andersson karlsson nilsson eriksson larsson olsson persson svensson gustafsson pettersson jonsson jansson hansson
bengtsson jönsson lindberg jakobsson magnusson lindström olofsson lindqvist lindgren berg axelsson bergström lundberg lind
lundgren lundqvist mattsson berglund fredriksson sandberg henriksson forsberg sjöberg wallin engström eklund danielsson
jensen nielsen hansen pedersen andersen christensen larsen sørensen rasmussen jørgensen petersen madsen kristensen olsen
thomsen christiansen poulsen johansen møller mortensen knudsen jakobsen mikkelsen frederiksen lund holm schmidt eriksen
johannessen karlsen iversen haugen hagen bakken kristiansen dahl solberg strand moen berge lie eide halvorsen
korhonen virtanen mäkinen nieminen mäkelä hämäläinen laine heikkinen koskinen järvinen lehtonen lehtinen saarinen salminen
niemi heinonen salonen kinnunen turunen salo laitinen tuominen
nowak kowalski wiśniewski wójcik kowalczyk kamiński lewandowski zieliński szymański woźniak dąbrowski kozłowski jankowski
mazur kwiatkowski wojciechowski krawczyk kaczmarek piotrowski grabowski pawłowski michalski król wieczorek jabłoński
wróbel majewski olszewski stępień malinowski jaworski adamczyk dudek nowicki pawlak górski witkowski sikora walczak
novák svoboda novotný dvořák černý procházka kučera veselý horák němec marek pospíšil pokorný hájek král jelínek růžička
beneš fiala sedláček doležal zeman kolář krejčí navrátil čermák nováková svobodová novotná dvořáková černá procházková
nagy kovács tóth szabó horváth varga kiss molnár németh farkas balogh papp takács juhász lakatos mészáros oláh simon rácz
fekete szilágyi török fehér balázs gál kis szűcs
horvat kovačević babić marić jurić novak kovačić knežević vuković marković petrović nikolić jovanović đorđević stojanović
ilić stanković pavlović milošević popović janković krasniqi hoxha zupančič potočnik kovač
popescu ionescu popa radu dumitru stan stoica gheorghe matei ciobanu rusu ivanov georgiev dimitrov petrov nikolov
ivanova smirnov kuznetsov popov vasiliev petrov sokolov mikhailov novikov fedorov morozov volkov alekseev lebedev semenov
egorov pavlov kozlov stepanov nikolaev orlov andreev makarov nikitin zakharov smirnova kuznetsova popova sokolova morozova
shevchenko kovalenko bondarenko tkachenko kravchenko boyko melnyk
papadopoulos papadakis vlachos angelopoulos nikolaidis georgiou ioannou christodoulou
yılmaz kaya demir çelik şahin yıldız öztürk aydın özdemir arslan doğan kılıç
khan ahmed ali hussain hassan mahmood malik sheikh rahman islam chowdhury akhtar haddad khoury nasser saleh mansour awad
farouk aziz hamdan shaheen bishara asfour najjar tahan
sharma verma gupta singh kumar patel shah mehta reddy rao nair iyer menon das banerjee mukherjee chatterjee ghosh desai
joshi kulkarni agarwal kapoor malhotra chopra bhatia fernando perera silva
wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie tang feng deng cao peng
zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao lai chan cheung wong lam leung ho ng
sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato yoshida yamada sasaki yamaguchi matsumoto inoue
kimura hayashi saito shimizu yamazaki mori abe ikeda hashimoto ishikawa yamashita ogawa ishii hasegawa goto okada kondo
maeda fujita endo aoki sakamoto murakami ota kaneko fujii fukuda nishimura miura takeuchi
kim lee park choi jung kang cho yoon jang lim han shin seo kwon hwang ahn song hong
nguyen tran pham hoang phan vu dang bui do ho duong
okafor adeyemi okonkwo eze obi nwosu balogun adebayo mensah owusu boateng asante kamara diallo traoré keita ndiaye diop
mwangi kariuki ochieng odhiambo mutua dlamini nkosi ndlovu zulu moyo tesfaye bekele abebe
cohen levy mizrahi peretz friedman goldberg rosenberg shapiro katz
`;
