import { expect, it } from 'vitest';
import { Refusal } from '../answer/index.ts';
import { once } from './once.ts';

const key = '11111111-1111-4111-8111-111111111111';

/** A store that answers what it was told, one answer a question. */
function portsWith(...answers: unknown[]) {
	const asked: unknown[] = [];
	const answer = async (door: string, command: unknown) => {
		asked.push([door, command]);
		return answers.shift() ?? null;
	};
	return { asked, ports: { store: { answer } } };
}
const refusing = async () => {
	throw new Refusal(409, 'hold_lapsed');
};

it('somebody whose two taps ran at once gets the answer of the one that was quicker', async () => {
	const { ports, asked } = portsWith(null, { reference: 'ĐN-26-0001' });
	expect(await once(ports, 'booking_submit', { key, hold: 'a' }, refusing)).toEqual({
		reference: 'ĐN-26-0001'
	});
	expect(asked).toEqual(Array(2).fill(['booking_submit', { key, request: { hold: 'a' } }]));
});

it('a refusal stays one when nothing was answered, and so does a fault', async () => {
	const { ports } = portsWith();
	await expect(once(ports, 'booking_submit', { key }, refusing)).rejects.toMatchObject({
		code: 'hold_lapsed'
	});
	const broken = async () => {
		throw new TypeError('broken');
	};
	await expect(once(ports, 'booking_submit', { key }, broken)).rejects.toThrow(TypeError);
});
