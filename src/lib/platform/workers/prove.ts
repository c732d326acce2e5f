import { solve } from '#shared/proof/solve.ts';

/** The proof that `challenge` asks for, both as the contract of a door carries them. */
export async function answer(question: { challenge: string }): Promise<{ proof: string }> {
	return { proof: await solve(question.challenge) };
}
