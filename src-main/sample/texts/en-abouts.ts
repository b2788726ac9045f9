import type { Kind, Lines } from './phrases.ts';

/** English: what can be said of any order. */
export const ENGLISH_ABOUTS: readonly Lines[] = [
  {
    positive: [
      'The quality is [excellent|superb|far better than I expected|really impressive for the price].',
      'You can [feel|see] the quality [straight away|at first glance|in every detail].',
      'Great workmanship, [nothing wobbles|everything is neatly finished|not a single rough edge].',
      'The material feels [lovely|solid and honest|wonderfully natural].',
    ],
    neutral: [
      'The quality is [about what I expected|fair for the money|fine for everyday use].',
      'The material is [a little thinner|a bit heavier|plainer] than the picture suggests.',
    ],
    negative: [
      'The quality is [poor|disappointing|nowhere near what the shop promises].',
      'The material feels [cheap|thin and cheap|rough and unpleasant].',
      'Bad workmanship, [there are scratches on one side|the edges are rough|it looks like a second].',
    ],
  },
  {
    positive: [
      'The colour is [beautiful|gorgeous|even prettier than in the photos].',
      'I love the colour, [warm and calm|so soft in the morning light|it goes with everything].',
      'Such a [beautiful|lovely|elegant] design, [simple and timeless|everyone asks about it].',
    ],
    neutral: [
      'The colour is [a shade darker|slightly greener|a touch paler] than on my screen.',
      'The design is [plain|very simple], which is what I was looking for.',
    ],
    negative: [
      'The colour is [wrong|dull|nothing like the picture], [what a disappointment|sadly|I am annoyed].',
      'The colour looked [awful|dirty|cheap] next to [my plates|the rest of my kitchen|the one I already own].',
    ],
  },
  {
    positive: [
      'The size is [perfect|just right|ideal] for [two people|our small kitchen|my morning routine|a long table].',
      'Perfect size, [not too big, not too small|it fits the shelf exactly].',
    ],
    neutral: [
      'The size is [a little smaller|a bit larger] than I [thought|had pictured], [so check the measurements|no more, no less].',
      '[Measure first|Look at the measurements], the size [surprised me|is easy to misjudge].',
    ],
    negative: [
      'The size is wrong, [far too small for the price|much smaller than the description says|useless for a family].',
      '[Ridiculously|Annoyingly] small size, the description is [misleading|simply bad].',
    ],
  },
  {
    positive: [
      'The packaging was [beautiful|lovely|thoughtful|excellent], [no plastic at all|like opening a present|paper and string only].',
      'I love the packaging, [all paper|everything recyclable|so carefully done].',
      'Arrived in [perfect condition|one piece], thanks to the [great|clever] packaging.',
    ],
    neutral: [
      'The packaging was [plain cardboard|simple brown paper|a little large for what was inside].',
      'The box had [a small dent|been opened by customs|a torn corner], the inside was fine.',
    ],
    negative: [
      'The packaging was [terrible|awful|far too thin], [one corner was crushed|everything rattled about|paper everywhere and no protection].',
      'Such bad packaging, [two layers of plastic|a soaked box|nothing to protect the contents].',
    ],
  },
  {
    positive: [
      'Delivery was [fast|super quick|quicker than promised], [two days|here the next morning|ordered on {day}, here on {day}].',
      'Fast delivery and [a friendly courier|great tracking all the way|it came exactly when they said].',
      'The delivery [came a day early|was really quick], [well done|impressive for a small shop].',
    ],
    neutral: [
      'Delivery took [four|five|six|seven] days[| to the coast| over a bank holiday].',
      'The parcel [was left with a neighbour|came on {day}|waited two days at the collection point].',
    ],
    negative: [
      'Delivery was [awful|terrible|far too slow], [three weeks late|nobody could say where it was|ten days for a small box].',
      'The delivery was late, [again|by more than two weeks|and I had to chase it myself].',
      'The courier [threw the parcel over the gate|never rang the bell|left the parcel in the rain], [terrible|so annoying|unacceptable].',
    ],
  },
  {
    positive: [
      'The price is [more than fair|great for handmade goods|very good for what you get].',
      'Great value for money, [I would have paid more|hard to beat].',
    ],
    neutral: [
      'The price is [on the high side|what such things cost now|the same as last year].',
      'With delivery on top, the price [adds up|was a little more than planned].',
    ],
    negative: [
      'The price is [ridiculous|far too high|a bad joke] for [this quality|what you get|something so small].',
      'Overpriced, [you pay for the photos|the same thing costs half elsewhere|sadly].',
    ],
  },
  {
    positive: [
      'The customer service was [wonderful|very helpful|excellent], [an answer within the hour|friendly and patient|they sorted it at once].',
      'Such friendly staff, [they answered all my questions|a person, not a robot|they even called me back].',
      'Great service, [they changed the address for me|they added a kind note by hand|they found a way to ship it in time].',
    ],
    neutral: [
      'Customer service answered [after two days|in a short mail|with a link to the terms].',
      'I [wrote to|called] the service [about the address|to change the date|because of the invoice], that was done.',
    ],
    negative: [
      'The customer service is [terrible|a joke|useless], [nobody answers|four mails and no reply|I was passed from one to the next].',
      'Rude staff on the phone, [I was cut off twice|not a word of apology].',
      'No reply from the customer service [for two weeks|since {day}|to any of my mails], [very disappointing|unacceptable].',
    ],
  },
  {
    positive: [
      'I visited the shop [in {month}|on a rainy {day}], the [atmosphere|smell of tea|display] is [lovely|wonderful].',
      'The shop itself is [a joy|charming|beautiful], [and the staff let you taste everything|go if you are nearby].',
    ],
    neutral: [
      'I saw it in the shop [first|in {month}] and ordered [from home|later].',
      'The shop was [quiet|rather full] when I [went|called in] on {day}.',
    ],
    negative: [
      'The shop was [closed despite the opening hours|dark and crowded], [a wasted trip|what a shame|very annoying].',
      'In the shop nobody [said hello|had time for us], [poor service|so rude].',
    ],
  },
  {
    positive: [
      'The website is [easy to use|a pleasure|clear and quick], the checkout took [a minute|no time].',
      'Ordering on the website was [very easy|wonderfully simple].',
    ],
    neutral: [
      'The website [showed three left|asks for an account|remembers the basket], the checkout has [three|four] steps.',
      'I ordered [on my phone|through the website in the evening|on {day} night].',
    ],
    negative: [
      'The website is [a nightmare|terribly slow], the checkout [crashed twice|lost my basket|refused my card].',
      'The checkout [failed three times|would not take my voucher|charged me twice], [so frustrating|awful].',
    ],
  },
  {
    positive: [
      'I had to exchange one and the return was [easy|free and quick|no trouble at all].',
      'The refund came [within two days|before I had even asked twice], [excellent|great service].',
    ],
    neutral: [
      'I returned one of two, the refund took [a week|ten days].',
      'The return label has to be [printed|asked for by mail].',
    ],
    negative: [
      'The return is [a nightmare|ridiculously difficult], [I had to pay the postage|three forms to fill in].',
      'Still no refund [after four weeks|although I returned it in {month}], [unacceptable|I am fed up].',
    ],
  },
  {
    positive: [
      'The gift wrapping was [beautiful|so pretty|perfect], {who} [loved it|did not want to open it].',
      '[A perfect gift|The perfect present|A wonderful gift] for {who}, [she cried a little|it made the whole day|big smiles].',
    ],
    neutral: [
      'It was a gift for {who}[|, for the {occasion}].',
      'I asked for gift wrapping, [which costs extra|it was grey].',
    ],
    negative: [
      'The gift wrapping was [missing|torn|ugly], [embarrassing in front of {who}|and I had paid for it].',
      'It was a gift for {who} and [came after the {occasion}|I was ashamed of it], [so disappointing|very upsetting].',
    ],
  },
];

/** English: what can be said of one kind of thing. */
export const ENGLISH_KINDS: Readonly<Record<Kind, Lines>> = {
  tea: {
    positive: [
      'The taste is [wonderful|rich and round|fresh and clean], [never bitter|even at the third infusion|a real treat].',
      'Wonderful aroma, [the whole kitchen smells of it|it fills the room|I could breathe it all day].',
      'The leaves are [whole and fresh|beautiful], [you see the care|a great tea].',
      'A delicious tea [for cold evenings|after dinner|with a slice of cake|to begin the day with].',
    ],
    neutral: [
      'The taste is [mild|lighter than the last tin|quite strong], [two spoons a cup|I steep it for four minutes].',
      'The tin holds [about forty cups|a little less than the old one].',
    ],
    negative: [
      'The taste is [bitter|stale|flat and boring], [I poured it away|what a disappointment].',
      'Stale tea, [mostly dust|no aroma at all|it must have been lying about for a year].',
    ],
  },
  candle: {
    positive: [
      'The scent is [lovely|gentle|gorgeous], [never too sweet|the whole room feels warm|it stays for hours].',
      'Burns [evenly|beautifully clean|for ages], [no soot|a calm flame|the best candle I have had].',
      'Such a lovely scent, [like a walk in the woods|quiet and warm|my evenings smell of it].',
    ],
    neutral: [
      'The scent is [faint|quite strong|different from the last batch], [it needs a small room|I keep the window open].',
      'Burn time was [about thirty hours|a little under forty hours] here.',
    ],
    negative: [
      'The scent is [awful|sickly sweet|like cheap soap], [I got a headache|it went straight out].',
      'The wick [drowns after ten minutes|smokes terribly|was broken], [useless|poor quality].',
    ],
  },
  ceramic: {
    positive: [
      'The glaze is [beautiful|gorgeous|different on every piece], [like the sea in winter|each one unique|I keep turning it in the light].',
      'It feels [wonderful|solid and calm|perfectly balanced] in the hand, [great craftsmanship|so well made].',
      'Survives the dishwasher, and the glaze [still looks perfect|is like new].',
    ],
    neutral: [
      'The glaze is [matt, not shiny|speckled more than in the picture], [each one differs|as the text says].',
      'It is [heavier|a little smaller|thicker] than [porcelain|the one from last year].',
    ],
    negative: [
      'The glaze is [chipped|full of pinholes|flaking], [poor quality|I am very disappointed].',
      'Arrived with a crack [along the side|at the bottom|right through the middle], [awful|such bad luck twice].',
    ],
  },
  linen: {
    positive: [
      'The fabric is [beautifully soft|lovely and heavy|gorgeous], [softer after each wash|I iron nothing any more].',
      'The stitching is [perfect|neat and strong], [made to last|excellent quality].',
      'Washes [beautifully|very well], the fabric [keeps its colour|gets better every time].',
    ],
    neutral: [
      'The fabric [creases, as linen does|shrank a little in the first wash|is thinner than cotton].',
      'I wash the fabric at [thirty|forty] degrees[|, as the label says].',
    ],
    negative: [
      'The fabric [shrank terribly|lost its colour|frayed] [in the first wash|within a month], [poor quality|what a waste of money].',
      'The stitching [came undone|is crooked], [bad work|very disappointing].',
    ],
  },
  tool: {
    positive: [
      'Works [perfectly|like a charm|beautifully], [so well made|a small joy every day|the steel is excellent].',
      'The finish is [excellent|lovely], [solid metal, no plastic|it looks great on the shelf].',
    ],
    neutral: [
      'It needs [a rinse after each use|some getting used to|a dry place].',
      'The metal is [thinner than the old version|brushed, not polished].',
    ],
    negative: [
      'It [rusted|bent|broke] [within a month|after three uses], [useless|poor quality|a waste of money].',
      'The lid does not close, [so annoying|a useless thing|bad design].',
    ],
  },
};
