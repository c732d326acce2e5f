import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { Form } from './form.svelte.ts';
import { StatusBoard } from './status.svelte.ts';

const schema = z.strictObject({
	name: z.string().check(z.minLength(1)),
	contact: z.strictObject({ phone: z.string().check(z.regex(/^\d+$/, 'bad_phone')) })
});
const made = () => new Form((field, code) => `${field}: ${code}`);

describe('a form', () => {
	it('names every wrong field once, with the words that the summary and the field share', () => {
		const form = made();
		expect(form.check(schema, { name: '', contact: { phone: 'x' } })).toBeNull();
		expect(form.errors.map((one) => one.text)).toEqual([
			'name: required',
			'contact.phone: bad_phone'
		]);
		expect(form.error('contact')).toBe('contact.phone: bad_phone');
		expect(form.error('con')).toBeUndefined();
	});

	it('gives back what was said when it is right, and forgets old errors', () => {
		const form = made();
		form.fail('name', 'required');
		expect(form.check(schema, { name: 'Sen', contact: { phone: '1' } })).toMatchObject({
			name: 'Sen'
		});
		expect(form.errors).toEqual([]);
	});

	it('a double press sends once, and a failure lets the person press again', async () => {
		const form = made();
		let sent = 0;
		const work = async () => {
			sent++;
			throw new Error('lost');
		};
		const first = form.once(work);
		expect(form.busy).toBe(true);
		expect(await form.once(work)).toBeUndefined();
		await expect(first).rejects.toThrow('lost');
		expect(form.busy).toBe(false);
		expect(sent).toBe(1);
	});
});

describe('what was just done', () => {
	it('is said, and can be taken back once', async () => {
		const status = new StatusBoard();
		let undone = 0;
		status.say('Đã giao', { label: 'Hoàn tác', run: () => void undone++ });
		await status.undo();
		await status.undo();
		expect(undone).toBe(1);
		expect(status.said).toBeNull();
	});
});
