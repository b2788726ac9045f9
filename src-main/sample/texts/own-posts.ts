const WORDS: Readonly<Record<string, string>> = {
  day: 'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday',
  hour: 'five|six|seven',
  weather: 'rain|fog|sun|first frost|wind',
};

/** In the form in which X keeps it, with `&amp;`. */
const POSTS: readonly string[] = [
  '[New in the shop|Fresh from the workshop|Just unpacked]: {item}. [We kept the first one ourselves|Only a few for now|Come and have a look]. #newin #hollowlane',
  '[Slow mornings|Quiet evenings|Sunday breakfast] with the {item}. What is in your cup today? #tea',
  'Back in stock: {item} &amp; [friends|a few old favourites|two new colours].',
  'Behind the scenes: [wrapping|packing|checking|labelling] the {item} by hand. #smallbusiness',
  'We are open until {hour} [today|on {day}]. Come by for a cup, [the kettle is on|{weather} or not].',
  'Thank you for [every kind word|your letters|all the pictures] about the {item}.',
  'A question for you: {item}, [for the kitchen or the living room|as a gift or for yourself|morning or evening]?',
  '[How we do it|Three steps|A small guide]: looking after the {item}. #careguide',
  'The {item} [found|has] a new place in our window. {weather} outside, candles inside.',
  'Today [a class|a school group|two potters|a beekeeper] came to see how we work. We learnt as much as they did.',
  '{day} is baking day at the shop: [scones|shortbread|apple cake] with the last of the jam, as long as they last.',
  'Our recipe of the week: [iced mint|spiced milk|jasmine syrup|smoked tea broth], and what goes with it. #recipes',
  'The journal is out: [steeping times|how linen ages|what makes a glaze|why wicks need trimming].',
  'Last day to order the {item} [before the holidays|in this batch|at the old price].',
  'Half of {day} was spent [on the floor with parcels|in the kiln room|among tea chests]. A good day.',
  'Our {item} in [a reader’s kitchen|the light of {day}|its natural place]. #slowtable',
  'We are looking for [a second pair of hands in packing|a Saturday helper|someone who likes glazes]. Write to us.',
  'No {item} this week: [the kiln needs a rest|the bees decide|the boat is late]. We tell you when it is back.',
  'What [colour|size|scent] should the next {item} have? [Tell us below|We read everything|You decide].',
  'A year ago we [moved into this house|lit the first kiln|sent the first parcel abroad]. Thank you for staying.',
];

const ENDS: readonly string[] = [
  '[See you|We look forward to you] on {day}.',
  '[Tell us what you think|What do you make of it|Which one would you take]?',
  '[Made in small numbers|Made slowly|Made two streets away], as always.',
  'More [in the journal|on our site|in the next letter]. #journal',
  'There is [tea|cake|a warm stove|music] at the shop from {hour} on {day}.',
  '[Photo|Picture] taken on a {day} in the {weather}.',
  'Orders [before noon|until {day}] leave the same [day|evening].',
  '[With love|Warm wishes|Good night] from the lane. #hollowlane',
  'Goes well with [a grey afternoon|fresh bread|old friends|a long table|the last light].',
  'We [tried|tasted|washed|dropped] a good many before we were [happy|sure|content].',
  'Who [tags|brings] a friend gets [a biscuit|a sample|a postcard] on {day}.',
];

/** What the shop itself writes. */
export const OWN_POSTS = { words: WORDS, posts: POSTS, ends: ENDS };
