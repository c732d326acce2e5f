import { readChain } from './public-fund.ts';
import { verify, type Asked, type Far, type Verdict } from './public-verify.ts';

/** The whole work of the Worker, also where there is none; a Problem of the line has its `code` for `runner.ts`. */
export const answer = (asked: Asked, tell: (far: Far) => void): Promise<Verdict> =>
	verify(asked, (from, size) => readChain(asked.ledger.unit, from, size), tell);
