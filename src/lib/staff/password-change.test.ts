/** What an officer is told of a change whose answer was lost: what is true, and nothing is done twice. */
import { beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { PasswordChange } from './password-change.svelte.ts';

const lost = () => new Problem({ code: 'unreachable', status: 0, offline: true });
const wrong = () => new Problem({ code: 'wrong_present', status: 400 });
const typed = { present: 'cũ', password: 'một câu mới dài' };

/** Auth and the database as they are; what happens to the next sendings and questions. */
let real: { password: string; at: string | null; others: number };
let sends: ('arrives' | 'is lost' | 'arrives, and its answer is lost')[];
let questions: 'answered' | 'lost' | 'lost after a sending';
let sent: number;
let change: PasswordChange;

beforeEach(() => {
	real = { password: 'cũ', at: null, others: 2 };
	[sends, questions, sent] = [[], 'answered', 0];
	change = new PasswordChange({
		async send({ present, password }) {
			const fate = sends[sent++] ?? 'arrives';
			if (fate === 'is lost') throw lost();
			if (present !== real.password) throw wrong();
			Object.assign(real, { password, at: `2026-11-27T00:00:0${sent}Z` });
			if (fate !== 'arrives') throw lost();
			real.others = 0;
		},
		async changedAt() {
			if (questions === 'lost' || (questions !== 'answered' && sent > 0)) throw lost();
			return real.at;
		},
		async endOthers() {
			real.others = 0;
		}
	});
});
const told = () =>
	change.run(typed).then(
		() => 'done',
		(problem: Problem) => problem.code
	);

describe('an officer who changes the password', () => {
	it('is told that it is done', async () => {
		expect(await told()).toBe('done');
		expect(change.unsure).toBe(false);
	});

	it('and mistypes the present one is told so, and nothing is in doubt', async () => {
		real.password = 'khác';
		expect([await told(), change.unsure]).toEqual(['wrong_present', false]);
	});

	it('while the portal is not reached sends no password at all', async () => {
		questions = 'lost';
		expect([await told(), change.unsure, sent]).toEqual(['unreachable', false, 0]);
	});

	it('and whose answer alone was lost is told that it is done, once the other sessions are over', async () => {
		sends = ['arrives, and its answer is lost'];
		expect([await told(), sent, real.others]).toEqual(['done', 1, 0]);
	});

	it('whose sending was lost may press again, and it is done once', async () => {
		sends = ['is lost'];
		expect([await told(), change.unsure]).toEqual(['unreachable', true]);
		expect([await told(), change.unsure, sent]).toEqual(['done', false, 2]);
	});

	it('and hears nothing at all is told nothing for sure; pressed again, the page looks before it sends', async () => {
		sends = ['arrives, and its answer is lost'];
		questions = 'lost after a sending';
		expect([await told(), change.unsure]).toEqual(['unreachable', true]);
		questions = 'answered';
		expect([await told(), change.unsure, sent]).toEqual(['done', false, 1]);
		expect(real).toMatchObject({ password: typed.password, others: 0 });
	});

	it('whose first sending arrives late, after the page had looked, is not told that the present one is wrong', async () => {
		const late = new PasswordChange({
			send: async () => {
				if (sent++ === 0) throw lost();
				Object.assign(real, { password: typed.password, at: '2026-11-27T00:00:09Z' });
				throw wrong();
			},
			changedAt: async () => real.at,
			endOthers: async () => void (real.others = 0)
		});
		await expect(late.run(typed)).rejects.toMatchObject({ code: 'unreachable' });
		expect(late.unsure).toBe(true);
		await late.run(typed);
		expect([late.unsure, real.others]).toEqual([false, 0]);
	});
});
