import { describe, expect, it } from 'vitest';
import { Refusal } from '../../_shared/answer/index.ts';
import { handle } from '../handler.ts';
import { formOf, refusalOf, scene, snapshotOf, teamDay, uuid, type Scene } from '../testing.ts';

const submit = (form: unknown, over: Record<string, unknown> = {}) => ({
	action: 'booking_submit',
	key: uuid(1),
	lookup_hash: 'ab'.repeat(32),
	hold: null,
	proof: 'solved',
	form,
	...over
});
const ask = ({ ports }: Scene, sent: unknown) => handle(ports, sent);

async function refused(sent: unknown, at = scene()) {
	const refusal = await refusalOf(ask(at, sent));
	return refusal && { status: refusal.status, code: refusal.code, ...refusal.details };
}

describe('a resident whose hold changed under them', () => {
	const read = {
		hold: uuid(1),
		alive: false,
		lapsed: true,
		young: true,
		area: '21034',
		hamlet: null,
		unit: '21001'
	};
	const held = { ...read, minutes: 25, people: 1, day: '2026-11-28', from: 450, to: 570 };
	const lapsing = () => {
		let asked = 0;
		return async () => {
			if (asked++ === 0) throw new Refusal(409, 'hold_lapsed');
			return { reference: 'ĐN-26-0001' } as never;
		};
	};
	const sent = submit(formOf(), { hold: uuid(1), proof: null });

	it('keeps the same window when it is still free', async () => {
		const at = scene({ holdRead: async () => held, submit: lapsing() });
		expect(await ask(at, sent)).toEqual({ reference: 'ĐN-26-0001' });
		const { plan } = at.calls.submit[1]![1] as { plan: { stops: unknown[] } };
		expect(plan).toMatchObject({
			team_day: uuid(100),
			stops: [{ subject: uuid(1), from: 450, to: 570 }]
		});
	});

	it('is told what is left when it is taken, and shown nothing for a hold that nobody knows', async () => {
		const afternoon = snapshotOf([teamDay({ shifts: [{ from: 810, to: 1020 }] })]);
		const at = scene({
			holdRead: async () => held,
			submit: lapsing(),
			snapshot: async () => afternoon
		});
		expect(await refused(sent, at)).toMatchObject({
			status: 409,
			code: 'window_taken',
			more: { left: { days: [{ day: '2026-11-28', windows: [{ from: 810 }] }] } }
		});
		expect(await refused(sent)).toEqual({ status: 409, code: 'hold_lapsed' });
	});
});
