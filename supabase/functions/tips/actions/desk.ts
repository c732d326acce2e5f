import { difficultyFor } from '../../_shared/proof/tips.ts';
import type { Run } from '../ports.ts';
import type { Answer } from '../shapes.ts';

/** Whom to seal to, and the work that opens one upload quota and one submit. */
export const desk: Run<'tips_desk', Answer<'tips_desk'>> = async ({ store, proofs }, args) => {
	const { unit, oversight, lookup_hash, from } = args;
	const [{ desk }, load] = await Promise.all([store.desk(unit, oversight, from), store.load()]);
	return { desk, challenge: await proofs.challenge(lookup_hash, difficultyFor(load)) };
};
