/** What `npm run test:fuzz` says of a run, through the environment; without it, the short form that `npm test` runs. */
const { GANDAN_FUZZ_SEED, GANDAN_FUZZ_RUNS, GANDAN_FUZZ_TURN, GANDAN_FUZZ_DOOR = '' } = process.env;

/** Nobody said anything: the same few requests each time, so that what failed once fails again. */
export const short = GANDAN_FUZZ_RUNS === undefined;
export const seed = Number(GANDAN_FUZZ_SEED ?? 20_261_127);
/** A seed of its own for each door, so that a few requests each are many together. */
export const seedOf = (name: string) =>
	[...name].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, seed);
/** Which roads meet every trick in the short form, besides those that always do: others each day, all within a month. A failure names it. */
export const turn = Number(GANDAN_FUZZ_TURN ?? Math.floor(Date.now() / 86_400_000));
/** Requests for each door and each way of sending them. */
export const runs = Number(GANDAN_FUZZ_RUNS ?? 5);
/** A part of the name of the doors that are asked; empty for all. */
export const isWanted = (name: string) => name.includes(GANDAN_FUZZ_DOOR);
