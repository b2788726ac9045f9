/**
 * Sentences that the tagger of personal data learns from, written for this project. `{slot}` is filled in by slots.ts;
 * `\n` is a new line. What no slot marks is nobody's data, whatever capitals it has.
 */
export const SENTENCES = String.raw`
My name is {name}
my name's {name} and I have a question about my order
Hi, this is {name}, I ordered last week and nothing has arrived.
Hello {first}, thanks for getting back to me.
Dear {title} {last}, your parcel is on its way.
Dear {name},\n\nthank you for your message.
Hey {first}!
{first}, could you give me a hand with this?
{first}, would you mind calling me back?
{first} and {first} are coming over for dinner.
Kind regards,\n{name}
Best,\n{first}
Cheers, {first}
Yours sincerely\n{name}\n{org}
Regards,\n{name}\n{org}\n{phone}
{name}\n{org}\n{addr}\nTel: {phone}\nEmail: {email}
{name}\n{addr}\n{phone} work\n{phone} home
{name}\n{org}\n{addrml}\nphone: {phone}\nfax: {phone}
{name}\n{num} {street}\n{unit}\n{city}\n{country}\n{zip}
{name}\n\n{num} {street}\n{city}\n\n{country} {zip}
{street}\n{unit}\n{city}\n{country} {zip}
{num} {street}\n{city} {zip}
{name}\n{org}\n{num} {street}\n{unit}\n{city}\n{country} {zip}
- {name}\n- {org}\n- {num} {street}\n- {unit}\n- {city}\n- {country} {zip}
* {name}\n* {street}\n* {city}
Name: {name}\nAddress: {addr}\nPhone: {phone}
name: {name}, age: {age}, city: {city}
shipping address:\n{name}\n{num} {street} {unit}\n{city}\n{country}\n{zip}
deliver to: {name}\n  {num} {street} {unit}\n  {city}\n  {abbr}\n  {zip}
Full name: {name}\nDate of birth: {date}\nNationality: {nat}
first name: {first}\nlast name: {last}
Surname: {last}
What is the surname? {last}
What's your first name? {first}
Your full name please? {name}
Which city are you in? {city}
Where do you live? {addr}
Where should we send it? Send it to {addr}
And what's the postcode? {zip}
Postcode {zip}
ZIP code: {zip}
zip: {zip}
PLZ {zip}, {city}
What is your new address? It is {addr}
His address: {num} {street}, {city}
{first} gave {first} her new address: {num} {street}, {city}
{first} told me that {last}'s address is {num} {street}, {city}
I live at {num} {street}, {city}
{name} lives at {num} {street}, {city}
{first} lives on {street}
{first} lives in {street} street.
We are staying at {street}.
The shop is on {street}
The station is on {street}
The café is at {num} {street}
Our office is located at {addr}.
The bar is located at {addr}. They have great cocktails.
The museum is at {street}, {city}
Please send the invoice to {addr}
please update my address to {addr} from next month
How can I change my delivery address to {addr}?
Ship it to {addr}, please.
Please return the goods to {addrml} if something is wrong.
Please send everything to {addrml} by Friday
Here is {first}'s address:\n\n{addrml}
As agreed, this is {first}'s new address:\n{addrml}
I used to live in {addr}. Now I live at {addr}
I have two addresses, namely {addrml}, and {addr}
The crash was at {corner}.
Meet me at {corner}
I now live in {corner}
They met at {corner} yesterday.
We moved to {addr} in March.
The parcel for {name}, {addr}, was returned.
I was born in {city} and grew up in {city}.
I grew up in {city}.
We moved here from {city}
They are moving from {city} to {city} next month.
She came to {city} from {country}.
He arrived at {city} this morning from {country}.
The Queen visited {city} on her way to {country}.
I'm from {country}
I am {nat}, living in {country}.
She is {nat} and works in {city}
The {nat} government signed the treaty.
The {nat} president met his {nat} counterpart in {city}.
{nat} food is my favourite.
a group of {nat} tourists visited {city}
Flights from {city} to {city} are delayed.
The weather in {city} is awful today.
The festival takes place in {city}, {country}.
When: {datetime}\nWhere: {city} Town Hall
When: {datetime}\nWhere: {city} Sports Club.
Where: {city} Conference Center
{city} is the capital of {region}.
The University of {city} published a study.
She studied law at the University of {city}.
the people of {country} voted today
"We are proud that {country} is on this path," says {last}.
"I hope that {country} will follow," said {name}.
{country} and {country} reached an agreement.
What is the country code of {country}?
Do you deliver to {country}?
How much is shipping to {country}?
Can I use my card in {country}?
Is my card accepted in {city}?
I am travelling to {country} next week.
I'll be in {city} until Sunday
Please transfer my account to {city}
Who is the manager of the branch in {city}?
{title} {last} is a {age} year old man who grew up in {city}.
{title} {name} is a {age} years old teacher from {city}.
{title} {last} will see you now.
See {title} {last} about it, or read the "{work}" article.
I have an appointment with {title} {last}
Is {title} {name} in today?
please write {title} {last} on the envelope
My name is spelled wrong on the statement, it should be {title} {name}
Could you correct it to {title} {name}?
the card is in the name of {title} {name}
{first} is {age} years old
She is {age} and he is {age}.
He was only {age} when he wrote it.
My son {first} ({age}) loves it.
My daughter {first} is {age}.
I'm {age}, is that too old for this?
a {age}-year-old woman from {city}
age: {age}
aged {age}
He turned {age} last week
{name} was born on {date}
Born on {date}. Her maiden name is {last}
Date of birth {date}
It has been broken since {date}
my birthday is {date}
The appointment is on {date}.
We met on {datetime}
{first} called on {date} about the refund.
It happened in {year}.
In {year}, the company moved its headquarters.
During the 1980s, {org} invested in new products.
During the {year}s, {org} grew quickly in {country}.
I work for {org}
I work at {org} in {city}
She used to work at {org}.
{first} works for {org} as an engineer
my employer is {org}
I founded {org} in {year}
{name} is the CEO of {org}.
{name}, director of {org}, said on Monday that sales were up.
{org} announced a new product today.
{org} is a {nat} company based in {city}.
{org} was founded in {city} by {name} and {name}.
Shares of {org} fell by {n}%.
{org} and {org} are merging
according to the {org} website
We bought it from {org}.
The {org} office in {city} is closed
the invoice from {org} is wrong
{first} spent a year at {org} as an assistant to {name}, then moved to {org} in {city}, which became {org} in {year}.
Celebrating its 25th year in {city}, {org} is a charity that invites artists from all over the world.
{org}, a non-profit organisation, supports writers and composers.
{org} provides the following benefits: health insurance and paid leave.
{name} from {org} will call you
Thank you for choosing {org}!
Have you tried the new app by {org}?
I applied for a job at {org}
My order from {org} never came
This is an advertisement by {org}
{name} will be speaking at the conference
{name} will present the results.
{name} wrote this book.
The film was directed by {name} and stars {last}.
{work} is a {year} comedy directed by {name} and starring {last}
{work} is a novel by {name}.
"{work}" by {name} is number one
I love the song "{work}" by {name}
{name} listed the best songs of the year for the magazine
The only good cover is the one by {name}.
{last} played the guitar, {last} the drums.
Is there a better drummer than {last}?
{last} is a genius.
{last} is great, you can trust him.
{last} began painting as a child, publishing his first book, "{work}", in {year}.
{last} studied at the University of {city} and became a doctor.
the work of {last} is not known in {country}
former minister {last} resigned
ex-player {last} is now a coach
This record by {name} is why you should not trust critics.
Have you heard {name} live?
Did you see the {name} concert in {city}?
What a goal by {last}!
a song (not by {name})
{first} is a huge {name} fan.
You can see that {first} loves {name}.
They sang verses from {name}'s "{work}".
{name}'s new album is out
Everybody calls me {first}
People call me {first}
but my friends call me {first}
you can call me {first}
I'm {first}
I am {name}, nice to meet you
this is {first} speaking
{first} here, any news?
said {first} to {first}
"I'm so tired," said {first}.
"What is this?" {first} asked {first}.
{first} shouted: "Where are you?"
{first} looked at {first} and laughed.
It was settled between him and {first}'s brother.
between {first} and me
{first}'s mother is from {country}.
my wife {first}
my husband {name}
my son {first}
My partner's name is {name}
the account is under my wife's name {name}
I would like to add my daughter {first} to the account
can I remove my son {first} from the policy?
my boss {name} is on leave
my doctor is {title} {last}
my colleague {first} will pick it up
Talk to {name} about this.
Ask {first}.
Follow up with {name} next week
Please contact {name} at {phone}
please call {name} on {phone}
Call {first} at {phone} or write to {email}
call me back at {phone}
you can reach me on {phone}
my number is {phone}
my mobile: {phone}
Please have someone phone me on {phone}, I want to open an account with {title} {last}
Could someone ring me at {phone}? I have a few questions.
WhatsApp {phone}
Office: {phone}\nMobile: {phone}\nFax: {phone}
{phone} office\n{phone} fax\n{phone} mobile
t {phone} m {phone}
{name} {phone} {email}
{email} is my e-mail
write to {email}
What is your e-mail? {email}
my email address is {email}, please use it
please send all of it to {email}
look at this {url}
Just uploaded a picture {url}
our website is {url}
request from {ip} was blocked
I can't open your page, it says {ip} blocked
my card number is {card}
I lost my card {card}, please block it. My name is {name}
please charge {card} and ship to {addr}
update the billing address of card {card} to {addrml}
card no. {card} expires soon
my IBAN is {iban}
Send the money to {iban}
my SSN is {ssn}
my driving licence number is {dl}
passport number {dl}
{name} paid {price} for {n} items on {date}
order {n} for {name}, {city}
Order #{n}: {product}, {n} pcs, {price}
customer {name} ({email}) from {city} left a {n} star review
login by {first} from {ip}
The driver, {name}, was very friendly.
{first} at the front desk was lovely
shout-out to {first} from support, she was brilliant!
Your technician {first} did a great job in {city}.
Big thanks to {name}!
Bought this for my niece {first}, she loves it.
hi im {first} from {city}
i live in {city}
im {name}
is {first} there
can i talk to {first} please
{first} told me to call
tell {first} i said hello
the true story of {first} is not known
{first} {last} signed the contract on {date}
the patient {name}, born {date}, lives in {city}
Patient: {name}, {age} y/o, {nat}
{title} {last} examined the patient on {date}.
Judge {last} ruled against {org}.
Senator {last} of {region} voted no.
President {last} visited {city}.
Detective {last} knocked on the door.
Aunt {first} and Uncle {first} send their love.
{last} & {last} is a law firm in {city}
{last} v. {last}
Mayor {name} of {city} opened the bridge
{name} (born {date}) is a {nat} singer from {city}, {region}
{name} ({age}), a {nat} nurse, moved to {city}
{nat} singer {name} sings in {city}
the {nat} striker {last} scored twice against {country}
{first} visited {country} with {first} and {first}.
{city}, {region}
{city}, {country}
{zip} {city}
{name}
{first}
{addr}
{street}
{city}
Greetings from {city}!
Next stop: {city}
Train to {city} departs from platform {n}
Hotel in {city} for {n} nights: {price}
I left {city} at {n}.
{region} is beautiful in autumn
Sent from {city} by {first}
to: {name}\nfrom: {name}\nsubject: {product}
From: {name} <{email}>
@{first} have you seen this?
I met {name} through {name} at {org}.
{first} – {last} – {city}
{name}; {addr}; {phone}
{name},{email},{phone},{city}
| {name} | {city} | {country} |
{first} had {lower} {first} a {lower} last year
{first} has {lower} {first} and {first} his {lower}
{first} {lower} at {first}: "What is it?"
{last} is {lower}. You can {lower} on him.
{last} is very {lower} and {lower}
{last} was {lower} in {year}, {last} in {year}.
Please return it to {addrml} in case of problems
{addrml} in case you need it
it became {org} in {year}
which later became {org}
the {lower} of {first} has been {lower} for years
{first}'s {lower} is {lower}
Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{n}.0.{n}.{n} Safari/537.36
Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/{n}.1 Safari/605.1.15
Mozilla/5.0 (X11; Linux x86_64; rv:{n}.0) Gecko/20100101 Firefox/{n}.0
Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) Mobile/15E148
Mozilla/5.0 (Linux; Android {n}; SM-G{n}B) AppleWebKit/537.36
user agent 5.0 (Windows NT 10.0; Win64)
curl/7.{n}.0
{ip} - - [{date}] "GET /{lower}/{lower}.html HTTP/1.1" 200 {n}
{ip} - - "POST /api/{lower} HTTP/2.0" 404 {n} "-" "Mozilla/5.0"
GET /{lower}/{lower}?page={n}&sort={lower}
/{lower}/{lower}-{lower}-{n}
POST /api/v1/{lower}
utm_source={lower}&utm_medium={lower}&utm_campaign={lower}_{lower}
{"event":"{lower}","value":{n},"page":"/{lower}"}
{"{lower}": "{lower}", "{lower}": {n}}
{lower}={n}; {lower}={lower}
{datetime} INFO {lower} {lower} {n} ms
{datetime} ERROR [{lower}] {cap} {lower}: {lower}
at {lower}.{lower} ({lower}.js:{n}:{n})
{cap}Exception: {lower} {lower} is null
<div class="{lower}">{cap} {lower}</div>
view_item, add_to_cart, purchase
{lower}_{lower}_{lower}
sku {n}-{n}, size {n}, color {lower}
order {n} {n} pcs
ref {n}/{n}
my {kin} {first} ordered it for me
my {kin}'s name is {name}
please take my {kin} {first} off the contract.
I would like to add my {kin} {first} to the policy
{first}, my {kin}, will collect the parcel
her {kin} {last} lives in {city}
ask my {job} {name}
the {job} {name} wrote to us
{name}, a {job} from {city}, won the prize.
{nat} {job} {name} died on {date}
{last}, a {job} by training, left {city} for {country}.
ex-{cap} {last} is a good example of this
former {cap} {job} {last} said no
the early {last} was better
No one writes like {last} these days.
It was all {last}'s fault.
{last} later became a {job} at {org}
{last} grew up speaking {lang} in {city}
She speaks {lang} and {lang}.
{first} is our new {lang} teacher
the {lang} version of the page is missing
I studied {lang} literature at the University of {city}
We will be back on Labor Day, Thanksgiving and Christmas Eve.
On {date}, the {nat} parliament passed the law
the {lower} of {city} is famous for its {lower}
{city} has a {lower} and two schools
flights to {city} by helicopter, plane or train
the road between {city} and {city} is closed
we returned to {city} by boat
{org} hired {name} as head of {lower}
{org} makes {lower} for the {lower} industry
{org} ({city}) and {org} ({city})
she joined {org} in {year}, and {org} two years later
working at {org} taught me a lot
Formerly {org}, now {org}.
{name} of {org} declined to comment.
{cap} {cap} is a {year} {lower} film directed by {name}
critics called "{work}" a {lower} by the great {last}
{cap} {cap}: {n} ways to {lower} your {lower}
Read {cap} {cap} ({cap} And {cap}) for more
The {cap} of {cap} and the {cap}
{cap} and {cap} are {lower} words.
a {lower} of {lower} and {lower}, {lower} {lower}
the {lower} {lower} was {lower} and {lower}
{cap} the {lower} before you {lower} it.
An {lower} could be made for it.
It is {lower}. It was {lower}. {cap} it is.
It's {lower} and I {lower} it
{first} and I {lower} in {city}
{lower} by {name} in {year}
{name} {lower} the {lower} at {org} in {city}
the {lower} was {lower} by {last} and {last}
Where is {first}? In {city}, with {first}.
To {first}, with love
{first} :)
@all please welcome {name}, our new {job}
{name} is calling from {phone}
{name}'s card ending in {n} was declined
I spoke to {first} at your {city} branch about my {lower}
the {city} store closes at {n}
Your {city} office never answers: {phone}
My flight from {city} ({country}) was late
Deliver before {datetime} to {addr}, ring at {last}
c/o {last}, {addr}
Attn: {name}, {org}, {addr}
Mein Name ist {name}
Ich heiße {name} und wohne in {city}.
Guten Tag, hier ist {name}.
Sehr geehrte {title} {last},
Viele Grüße\n{name}
Bitte liefern Sie an {addr}.
Meine Adresse ist {street}, {zip} {city}
Rufen Sie mich unter {phone} an.
Wir wohnen in {city}, {country}.
Die Firma {org} aus {city} hat nicht geantwortet.
Ich arbeite bei {org}
geboren am {date} in {city}
Das Paket für {name} ist da.
Das Essen war lecker und der Service gut.
Die Lieferung kam zu spät, schade.
Vielen Dank für die schnelle Hilfe!
Je m'appelle {name}
Bonjour, je suis {name} de {city}.
J'habite au {street}, {zip} {city}
Cordialement,\n{name}
Appelez-moi au {phone}
Je travaille chez {org} à {city}
{name} est né le {date} à {city}.
La livraison est arrivée en retard.
Très bon produit, merci beaucoup
Me llamo {name}
Soy {name} y vivo en {city}
Vivo en {addr}
Mi dirección es {street}, {zip} {city}
Llámame al {phone}
Trabajo en {org}
Saludos,\n{first}
El pedido llegó tarde y roto.
Muy buen producto, lo recomiendo
Mi chiamo {name}
Sono {name} di {city}
Abito in {street}, {city}
Il mio numero è {phone}
Cordiali saluti,\n{name}
Il prodotto è arrivato rotto
Mijn naam is {name}
Ik woon in {city}, {street}
Met vriendelijke groet,\n{name}
Bel me op {phone}
De levering was te laat
O meu nome é {name}
Moro em {city}, na {street}
Jag heter {name} och bor i {city}
Nazywam się {name}, mieszkam w {city}
`;

/** Sentences in which there is nothing to find, capitals or not. */
export const EMPTY_SENTENCES = String.raw`
How do I check my balance?
How can I open an account online?
Can I talk to a human please?
LET ME TALK TO SOMEONE
PLEASE STOP SENDING ME MAILS
WHERE IS MY ORDER?!
Why was my card declined?
I want to cancel my subscription because I am leaving the country
Great product, works as described.
Delivery was slow but the quality is excellent!
Would not buy again.
I'm sorry, but I don't like the way you talk to me, mister robot
excuse me, where can I find the terms?
what are your opening hours on Sunday?
Do you have this in blue?
The Size is wrong
Five stars from me.
Good Morning Everyone
Happy New Year to all of you!
Merry Christmas
Ready... Steady... Go!
One, two, three
Black Friday is coming, get 20% off
Cyber Monday Deals
Mother's Day Sale starts now
Add To Cart
Free Shipping On All Orders
Terms And Conditions
Privacy Policy
Forgot Password?
Sign In
My Account
Check Out
Track Your Order
Contact Us
About Us
Frequently Asked Questions
{n}... {n}... {n}... {lower}!
{n}, {n} and {n}
Article {n} of the Treaty
Section {n}({n}) of the {cap} Act
the {n}th {lower} in {n} years
as of {n} {lower}
{lower} number {n} of the {lower}
#{n} in the {lower}
Words in capitals such as Hope and Glory are not always names.
Some words, like Charity or Grace of movement, look like names.
Love, Truth and Beauty are what Poetry is about.
The Internet is down again.
The Company shall not be liable.
The Customer agrees to the Terms.
This Agreement is governed by law.
On Monday the Parliament voted on the Treaty.
The Constitution guarantees Freedom of Speech.
Article 12 of the Convention applies.
The Second World War ended in 1945.
In the Middle Ages people believed otherwise.
The Sun rises in the East.
My cat is called by nobody.
The Bible, the Koran and the Torah
He plays the Guitar.
The Romantic era was followed by Realism.
She likes Jazz, Blues and Rock.
It is a Science Fiction classic.
The Chief Executive Officer resigned.
The Head of Marketing is on holiday.
Our Senior Manager will contact you.
Talk to the Customer Service Department.
The Battle for Independence
Windows 10 crashes all the time
Bluetooth does not connect to the Phone
The USB cable is missing
The PDF does not open
My WiFi is slow
HTTP 404 Not Found
ERROR: Connection Timeout
INFO request took 35 ms
Error 503 Service Unavailable
Unable to load module
SELECT name FROM customers WHERE id = 7
if (x > 3) return;
npm install fails with code 1
Version 2.4.1 Released
Order number 48213 has been shipped
Invoice 2023-114 is overdue
Reference: 88231-AB
Room 214, second floor
There are 25 apples and 30 pears.
It costs 25 dollars
I paid 45 euros for 2 of them
Temperature 21 degrees
Chapter 4, page 112
Flight at 10:45
It weighs 12 kg
We need 300 grams of flour
Ten people came, four left.
The price went from 12.50 to 14.90
20% more for the same price
Top 10 Gifts
number 1 in the charts
My top 5 albums of all time
Best Album Ever
What a Show!
The Best Of The 90s
You Are The One
Nothing Else To Say
A Long Way Home
The Quiet Garden is a novel.
I read "Winter of the Wolves" twice.
The song "Dancing on the Roof" is a masterpiece.
They sang about dragons, spaceships and the sea.
This riff is a masterpiece anyway.
the drums on this track are amazing
the bass line and the energy are great
it was a great year for music
Life is short, Art is long.
Time flies.
Nobody knows.
Everything is fine.
Something went wrong, please try again later.
Nothing happened.
Someone should fix this.
Tomorrow is another day.
Yesterday was terrible
Today only!
Never again.
Absolutely perfect
Highly recommended!!!
Totally useless
Broken on arrival
Arrived broken
Not as pictured
Too small for me
Fits perfectly
Love it
Wow
LOL
OMG this is so good
Thanks a lot
No problem
Sure, go ahead
Yes please
No thanks
What do you think?
When will it be back in stock?
Which one is better?
Who made this?
Is it waterproof?
Does it come with a charger?
Are batteries included?
Can you help me?
Could you please email me the statement
Should I wait?
Will it fit?
How long does it take?
I have a problem with my order
I need help
I forgot my password
My account is locked
My payment failed
My refund has not arrived
My parcel is late
Your website does not work
Your driver was rude
Your staff is friendly
Our team is here for you
Our shop opens at 9
We apologise for the delay
We are closed on Sundays
They never answered
It does not work
This is bad
That was quick
These are nice
Those are ugly
Here you go
There is a hole in it
Please block my card
Please close my account
Please call me
Please help
Item: Leather Wallet, Brown
Red Wine Glasses, Set of 6
Organic Green Tea 250 g
Cotton T-Shirt Large
Wooden Chess Set
Stainless Steel Pan
Blue Ceramic Bowl
Winter Jacket
Running Shoes
Coffee Maker Deluxe
Kitchen Knife
Garden Chair
Baby Blanket
Dog Food
Data Protection Officer
General Data Protection Regulation
Bank Holiday
New Arrivals
Summer Collection
Gift Card
Loyalty Programme
Customer Survey
Minimum age applies
The old man and the young woman
Her mother, his father and their uncle
a teacher, a doctor and two students
the queen, the king and the prince
the mayor and the council
Wrong address
Change of address
New phone number
No name given
Unknown caller
not available
n/a
none
null
undefined
true
test
123
`;
/** Words for the titles of works and products in SENTENCES. */
export const TITLE_PARTS = `
The A My Our Your Last First Lost Broken Golden Silver Dark Bright Silent Long Secret Hidden Wild Blue Red Green Black White
Night Day Moon Sun River Mountain Sea Road House Garden Window Door Heart Love Dream Song Story Game Wolf Bird Horse Lion Ship
King Queen Winter Summer Rain Fire Stone Glass Letter Shadow Light Sky Star World Time Memory Journey Return Dance Blues
`;
