import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { spend } from './reset-spending.ts';

const typed = { email: 'can.bo@example.test', token: 'ab'.repeat(16), password: 'một câu dài' };
const lost = new Problem({ code: 'unreachable', status: 0, offline: true });

/** What each road says; a problem is thrown. Answers what was done, and how it ended. */
async function pressed(sending: Problem | null, state: 'open' | 'used', opening: Problem | null) {
	const done: string[] = [];
	const said = async (what: string, problem: Problem | null) => {
		done.push(what);
		if (problem) throw problem;
	};
	const ended = await spend(typed, {
		send: () => said('send', sending),
		check: async () => (done.push('check'), state),
		signIn: (email, password) => said(`${email} ${password}`, opening)
	}).then(
		() => 'in',
		({ code }: Problem) => code
	);
	return { done, ended };
}
const signIn = 'can.bo@example.test một câu dài';

describe('an officer who sets a new password', () => {
	it('is signed in by it', async () => {
		expect(await pressed(null, 'used', null)).toEqual({ done: ['send', signIn], ended: 'in' });
	});

	it('hears why it was refused, and is not signed in by a guess', async () => {
		const refused = new Problem({ code: 'already_used', status: 409 });
		expect(await pressed(refused, 'used', null)).toEqual({ done: ['send'], ended: 'already_used' });
	});

	it('whose answer was lost is in where it had arrived, and may press again where it had not', async () => {
		expect(await pressed(lost, 'used', null)).toEqual({
			done: ['send', 'check', signIn],
			ended: 'in'
		});
		expect(await pressed(lost, 'open', null)).toEqual({
			done: ['send', 'check'],
			ended: 'unreachable'
		});
	});

	it('whose token somebody else used meanwhile is not let in by a word that opens nothing', async () => {
		const wrong = new Problem({ code: 'wrong_password', status: 400 });
		expect((await pressed(lost, 'used', wrong)).ended).toBe('wrong_password');
	});
});
