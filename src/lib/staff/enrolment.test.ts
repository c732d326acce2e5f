import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { unlockKeys } from '#lib/sealed/cipher.ts';
import { fromBase64 } from '#lib/sealed/index.ts';
import { formatCode } from '#shared/code/index.ts';
import { Enrolment, type Made } from './enrolment.svelte.ts';

type Sent = { key: string; recipient: string; verify: string; bundle: string; replace: boolean };

function enrolling(answer: (sent: Sent) => Promise<{ ok: true }> = async () => ({ ok: true })) {
	const sent: Sent[] = [];
	const enrolment = new Enrolment((args) => {
		sent.push(args);
		return answer(args);
	});
	return { sent, enrolment };
}

describe('an officer who makes keys', () => {
	it('has a code that opens what the server keeps, and the server never has the code', async () => {
		const { sent, enrolment } = enrolling();
		await enrolment.make();
		const code = enrolment.code!;
		const holder = await enrolment.send(false);
		const [args] = sent;
		const opened = await unlockKeys(fromBase64(args!.bundle), code);
		expect(opened.recipient).toBe(args!.recipient);
		expect(opened.signer.verify).toBe(args!.verify);
		expect(holder?.recipient).toBe(args!.recipient);
		const said = JSON.stringify(sent);
		for (const secret of [code, formatCode(code), opened.identity])
			expect(said).not.toContain(secret);
		expect(args!.replace).toBe(false);
	});

	it('proves the sheet by its last group, however it is typed, and by nothing else', async () => {
		const { enrolment } = enrolling();
		expect(enrolment.proves('')).toBe(false);
		await enrolment.make();
		const code = enrolment.code!;
		const last = code.slice(-4);
		for (const typed of [last, ` ${last.toLowerCase()} `, formatCode(code), [...last].join(' ')])
			expect(enrolment.proves(typed)).toBe(true);
		for (const typed of ['', code.slice(0, 4) + last, last.slice(1)])
			expect(enrolment.proves(typed)).toBe(false);
	});

	it('whose line breaks sends the same keys again', async () => {
		let tries = 0;
		const { sent, enrolment } = enrolling(async () => {
			if (++tries === 1) throw new Problem({ code: 'unreachable', status: 0, offline: true });
			return { ok: true };
		});
		await enrolment.make();
		expect(await enrolment.send(true)).toBeNull();
		expect(enrolment.failed).toBeInstanceOf(Problem);
		expect(await enrolment.send(true)).not.toBeNull();
		expect(sent[1]).toEqual(sent[0]);
	});

	it('and starts over gets another code', async () => {
		const { enrolment } = enrolling();
		await enrolment.make();
		const first = enrolment.code;
		await enrolment.make();
		expect(enrolment.code).toBe(first);
		enrolment.forget();
		expect(enrolment.code).toBeNull();
		await enrolment.make();
		expect(enrolment.code).not.toBe(first);
	});

	it('in a browser that cannot is told so', async () => {
		const enrolment = new Enrolment(undefined, () => Promise.reject<Made>(new Error('no crypto')));
		await enrolment.make();
		expect([enrolment.broken, enrolment.making, enrolment.code]).toEqual([true, false, null]);
		expect(await enrolment.send(false)).toBeNull();
	});
});
