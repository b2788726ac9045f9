/**
 * Well-known cities and regions (underscores stand for blanks), written down from general knowledge. Names of
 * countries come from the language data of the runtime.
 */
export const CITIES = `
london paris berlin madrid rome vienna amsterdam brussels lisbon dublin copenhagen stockholm oslo helsinki reykjavik warsaw
prague budapest bucharest sofia athens belgrade zagreb ljubljana bratislava vilnius riga tallinn kyiv kiev minsk chisinau
moscow saint_petersburg istanbul ankara izmir tbilisi yerevan baku tirana skopje sarajevo podgorica pristina valletta nicosia
luxembourg monaco bern zurich zürich geneva genève basel lausanne lucerne winterthur st._gallen lugano graz linz salzburg
innsbruck klagenfurt villach wels munich münchen hamburg cologne köln frankfurt stuttgart düsseldorf dortmund essen leipzig
bremen dresden hannover hanover nuremberg nürnberg duisburg bochum wuppertal bielefeld bonn münster karlsruhe mannheim augsburg
wiesbaden mönchengladbach braunschweig kiel chemnitz aachen halle magdeburg freiburg krefeld lübeck mainz erfurt rostock kassel
potsdam saarbrücken ulm regensburg würzburg ingolstadt heidelberg darmstadt göttingen bamberg trier jena weimar konstanz passau
marseille lyon toulouse nice nantes strasbourg montpellier bordeaux lille rennes reims le_havre saint-étienne toulon grenoble
dijon angers nîmes villeurbanne clermont-ferrand le_mans aix-en-provence brest tours amiens limoges annecy perpignan metz
besançon orléans rouen mulhouse caen nancy avignon poitiers versailles cannes calais
barcelona valencia seville sevilla zaragoza málaga malaga murcia palma las_palmas bilbao alicante córdoba cordoba valladolid
vigo gijón hospitalet vitoria granada elche oviedo badalona cartagena terrassa jerez sabadell móstoles pamplona almería
san_sebastián burgos santander salamanca toledo cádiz girona tarragona
milan milano naples napoli turin torino palermo genoa genova bologna florence firenze bari catania venice venezia verona
messina padua padova trieste brescia taranto prato parma modena reggio_calabria perugia livorno ravenna cagliari foggia rimini
salerno ferrara siena pisa bergamo vicenza trento bolzano ancona lecce como
porto braga coimbra funchal aveiro faro setúbal évora guimarães leiria
rotterdam the_hague den_haag utrecht eindhoven groningen tilburg almere breda nijmegen enschede haarlem arnhem zaanstad
amersfoort apeldoorn hoofddorp maastricht leiden dordrecht zoetermeer zwolle deventer delft alkmaar leeuwarden gouda
antwerp antwerpen ghent gent charleroi liège bruges brugge namur leuven mons mechelen ostend oostende kortrijk hasselt
gothenburg göteborg malmö malmo uppsala västerås örebro linköping helsingborg jönköping norrköping lund umeå gävle borås
aarhus odense aalborg esbjerg randers kolding horsens vejle roskilde
bergen trondheim stavanger drammen fredrikstad kristiansand tromsø sandnes ålesund bodø
espoo tampere vantaa oulu turku jyväskylä lahti kuopio pori joensuu lappeenranta rovaniemi
kraków krakow łódź lodz wrocław wroclaw poznań poznan gdańsk gdansk szczecin bydgoszcz lublin katowice białystok gdynia
częstochowa radom sosnowiec toruń kielce rzeszów gliwice zabrze olsztyn bytom opole
brno ostrava plzeň liberec olomouc ústí_nad_labem hradec_králové pardubice zlín havířov kladno most opava jihlava karlovy_vary
debrecen szeged miskolc pécs győr nyíregyháza kecskemét székesfehérvár szombathely eger sopron
cluj-napoca timișoara iași constanța craiova brașov galați ploiești oradea sibiu varna plovdiv burgas ruse
split rijeka osijek zadar dubrovnik maribor celje kranj koper niš novi_sad mostar banja_luka košice prešov žilina nitra
thessaloniki patras heraklion larissa volos rhodes
birmingham manchester liverpool leeds sheffield bristol glasgow edinburgh leicester coventry bradford cardiff belfast
nottingham hull newcastle stoke-on-trent southampton derby portsmouth brighton plymouth northampton reading luton
wolverhampton bournemouth norwich swindon swansea milton_keynes aberdeen dundee york oxford cambridge ipswich peterborough
gloucester exeter blackpool bath canterbury cheltenham chester colchester cork galway limerick waterford inverness stirling
new_york los_angeles chicago houston phoenix philadelphia san_antonio san_diego dallas san_jose austin jacksonville
fort_worth columbus charlotte san_francisco indianapolis seattle denver washington boston el_paso nashville detroit
oklahoma_city portland las_vegas memphis louisville baltimore milwaukee albuquerque tucson fresno sacramento kansas_city mesa
atlanta omaha colorado_springs raleigh long_beach virginia_beach miami oakland minneapolis tulsa tampa arlington new_orleans
wichita cleveland bakersfield aurora anaheim honolulu santa_ana riverside corpus_christi lexington stockton henderson
saint_paul st._louis cincinnati pittsburgh greensboro anchorage plano lincoln orlando irvine newark durham chula_vista toledo
fort_wayne st._petersburg laredo jersey_city chandler madison lubbock scottsdale reno buffalo gilbert glendale winston-salem
norfolk chesapeake fremont garland irving hialeah richmond boise spokane baton_rouge des_moines tacoma rochester salt_lake_city
birmingham huntsville savannah charleston providence hartford albany syracuse springfield dayton akron topeka
toronto montreal montréal vancouver calgary edmonton ottawa winnipeg quebec québec hamilton kitchener halifax victoria saskatoon
regina mississauga brampton laval moncton
mexico_city guadalajara monterrey puebla tijuana león cancún mérida oaxaca havana santo_domingo san_juan kingston
port-au-prince guatemala_city san_salvador tegucigalpa managua panama_city bogotá bogota medellín cali barranquilla
caracas quito guayaquil lima arequipa cusco la_paz santa_cruz santiago valparaíso buenos_aires rosario mendoza montevideo
asunción são_paulo rio_de_janeiro brasília salvador fortaleza belo_horizonte manaus curitiba recife porto_alegre belém goiânia
sydney melbourne brisbane perth adelaide gold_coast newcastle canberra hobart darwin cairns wollongong geelong townsville
auckland wellington christchurch hamilton tauranga dunedin suva
tokyo osaka kyoto yokohama nagoya sapporo kobe fukuoka hiroshima sendai nara seoul busan incheon daegu beijing shanghai
guangzhou shenzhen tianjin chengdu wuhan chongqing nanjing xi'an hangzhou suzhou harbin dalian qingdao hong_kong macau taipei
kaohsiung manila cebu davao jakarta surabaya bandung medan kuala_lumpur singapore bangkok chiang_mai hanoi ho_chi_minh_city
saigon da_nang phnom_penh vientiane yangon mumbai delhi new_delhi bangalore bengaluru hyderabad chennai kolkata ahmedabad pune
jaipur lucknow surat kanpur nagpur goa karachi lahore islamabad dhaka colombo kathmandu kabul tashkent almaty astana bishkek
tehran isfahan baghdad basra damascus aleppo beirut amman jerusalem tel_aviv haifa riyadh jeddah mecca medina dubai abu_dhabi
doha kuwait_city manama muscat sanaa cairo alexandria giza casablanca rabat marrakech fez tangier algiers oran tunis tripoli
khartoum addis_ababa nairobi mombasa kampala kigali dar_es_salaam zanzibar lagos abuja kano ibadan accra kumasi dakar abidjan
bamako conakry freetown monrovia luanda kinshasa lusaka harare maputo johannesburg cape_town durban pretoria
port_elizabeth bloemfontein windhoek gaborone antananarivo
`;

export const REGIONS = `
alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa
kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada
new_hampshire new_jersey new_mexico new_york north_carolina north_dakota ohio oklahoma oregon pennsylvania rhode_island
south_carolina south_dakota tennessee texas utah vermont virginia washington west_virginia wisconsin wyoming
ontario quebec alberta manitoba saskatchewan nova_scotia british_columbia newfoundland
england scotland wales northern_ireland cornwall devon kent essex sussex surrey yorkshire lancashire norfolk suffolk somerset
bavaria bayern saxony sachsen hesse hessen thuringia brandenburg saarland tyrol tirol styria carinthia
brittany normandy provence burgundy alsace corsica lombardy tuscany sicily sardinia piedmont veneto umbria
catalonia andalusia galicia aragon asturias navarre castile algarve azores madeira flanders wallonia zeeland friesland
queensland tasmania new_south_wales victoria bali java sumatra kerala punjab gujarat rajasthan siberia crimea
europe asia africa america oceania scandinavia balkans caribbean
uk usa us uae eu england holland britain great_britain u.s. u.k. u.s.a. burma ivory_coast macedonia czech_republic swaziland
`;

export const PEOPLES = `
american british english scottish welsh irish french german italian spanish portuguese dutch belgian swiss austrian danish
swedish norwegian finnish icelandic polish czech slovak hungarian romanian bulgarian greek turkish russian ukrainian
belarusian lithuanian latvian estonian serbian croatian bosnian slovenian albanian macedonian montenegrin kosovar maltese
cypriot georgian armenian azerbaijani kazakh uzbek turkmen kyrgyz tajik afghan pakistani indian bangladeshi nepalese nepali
bhutanese chinese japanese korean vietnamese thai cambodian laotian burmese malaysian indonesian filipino singaporean taiwanese
mongolian australian canadian mexican guatemalan honduran salvadoran nicaraguan panamanian cuban jamaican haitian
dominican colombian venezuelan ecuadorian peruvian bolivian chilean argentinian argentine uruguayan paraguayan brazilian
egyptian libyan tunisian algerian moroccan sudanese ethiopian eritrean somali kenyan ugandan tanzanian rwandan burundian
congolese angolan zambian zimbabwean mozambican namibian botswanan nigerian ghanaian senegalese malian ivorian liberian gambian
cameroonian gabonese chadian nigerien malagasy mauritian israeli palestinian lebanese syrian jordanian iraqi iranian persian
saudi yemeni omani emirati qatari kuwaiti bahraini kurdish tibetan hawaiian texan californian european asian african
latino latina hispanic caucasian arab jewish muslim christian catholic protestant buddhist hindu sikh mormon orthodox lutheran
anglican baptist methodist atheist jew
scandinavian nordic slavic celtic moldovan luxembourgish andorran fijian samoan tongan surinamese guyanese barbadian bahamian
`;
