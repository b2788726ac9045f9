import fc from 'fast-check';

/**
 * One seed for every property test, so that a run can be repeated and continuous integration never fails by luck.
 * `FC_SEED=7 npm run unit` looks elsewhere; `FC_SEED=random` somewhere else each time.
 */
const given = process.env.FC_SEED ?? '20261126';
if (given !== 'random') fc.configureGlobal({ seed: Number(given) });
