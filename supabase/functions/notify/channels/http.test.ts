import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gateway, good, httpSetting, taken, type Behave } from '../testing.ts';
import { retryAfter } from './answer.ts';
import { httpChannel, type HttpSetting } from './http.ts';

let g: Awaited<ReturnType<typeof gateway>>;
beforeAll(async () => {
	g = await gateway();
});
afterAll(() => g?.stop());
beforeEach(() => {
	g.got.length = 0;
	g.behaves(good);
});

const never = new AbortController().signal;
const send = (more: Partial<HttpSetting> = {}, message = taken(), signal = never) =>
	httpChannel(httpSetting(g.url, more)).send(message, message.id, signal);
const status =
	(code: number, headers: Record<string, string> = {}): Behave =>
	(response) =>
		void response.writeHead(code, headers).end('{}');

describe('an SMS', () => {
	it('goes out once, with its key, the secret of the provider and words without marks', async () => {
		const message = taken();
		expect(await send({}, message)).toEqual({ outcome: 'sent', provider_id: 'g-1' });
		expect(g.got).toHaveLength(1);
		expect(g.got[0]).toMatchObject({
			key: message.id,
			headers: { authorization: 'Bearer a-secret' },
			body: { phone: '84912345678', from: 'GAN DAN', n: 1 }
		});
		expect(g.got[0]!.body.text).toMatch(
			/^Cong an: da xac nhan .* Thu Bay, 28\/11, 07:30 den 09:30/
		);
	});

	it('by Zalo names the template of its purpose and the window, apart', async () => {
		const body = { template_id: '{template}', data: { ngay: '{day}', gio: '{from}-{until}' } };
		await send({ name: 'zns', templates: { confirmed: 't-7' }, body });
		expect(g.got[0]!.body).toEqual({
			template_id: 't-7',
			data: { ngay: '28/11/2026', gio: '07:30-09:30' }
		});
	});

	it('never changes the form of the body, whatever is filled in', async () => {
		await send({ body: { a: '{sender}' } }, taken({ sender: '"}, "to": "' }));
		expect(g.got[0]!.body).toEqual({ a: '"}, "to": "' });
	});

	it('without words for its purpose is not sent at all', async () => {
		expect(await send({}, taken({ purpose: 'prize' }))).toEqual({
			outcome: 'dead',
			code: 'not_told'
		});
		expect(g.got).toHaveLength(0);
	});
});

describe('a provider', () => {
	it.each([400, 402, 403, 410, 422])('that refuses with %i is not asked again', async (code) => {
		g.behaves(status(code));
		expect(await send()).toEqual({ outcome: 'dead', code: `http_${code}` });
	});

	it.each([500, 502, 408])(
		'that fails with %i is asked again under the key, or it is unsure',
		async (code) => {
			g.behaves(status(code));
			expect(await send()).toEqual({ outcome: 'retry', code: `http_${code}` });
			expect(await send({ knowsKeys: false })).toEqual({ outcome: 'unsure', code: `http_${code}` });
		}
	);

	it('that is asked too often is given the time it asks for', async () => {
		g.behaves(status(429, { 'retry-after': '120' }));
		expect(await send({ knowsKeys: false })).toEqual({
			...{ outcome: 'retry', code: 'http_429', after: 120 }
		});
	});

	it('that leads elsewhere is not followed: the secret goes to nobody else', async () => {
		const other = await gateway();
		g.behaves(status(307, { location: other.url.href }));
		expect(await send()).toEqual({ outcome: 'retry', code: 'redirected' });
		expect(other.got).toHaveLength(0);
		await other.stop();
	});

	it('that hangs is left, and its answer is open', async () => {
		for (const [knowsKeys, outcome] of [
			[true, 'retry'],
			[false, 'unsure']
		] as const) {
			const patience = new AbortController();
			g.behaves(() => patience.abort());
			expect(await send({ knowsKeys }, taken(), patience.signal)).toEqual({
				...{ outcome, code: 'answer_lost' }
			});
		}
	});

	it('that hangs up before it answers is asked again under the key', async () => {
		g.behaves((response) => void response.socket!.destroy());
		expect(await send()).toEqual({ outcome: 'retry', code: 'answer_lost' });
	});

	it('whose answer breaks off in the middle has taken the message, unless its answer was to say so', async () => {
		const broken: Behave = (response) => {
			response.writeHead(200, { 'content-length': '100' });
			response.write('{"result":', () => response.socket!.destroy());
		};
		g.behaves(broken);
		expect(await send()).toEqual({ outcome: 'sent', provider_id: null });
		expect(await send({ ok: { result: 'ok' } })).toEqual({ outcome: 'retry', code: 'answer_lost' });
		expect(await send({ ok: { result: 'ok' }, knowsKeys: false })).toEqual({
			...{ outcome: 'unsure', code: 'answer_lost' }
		});
	});

	it('that answers ten megabytes is read no further than is of use', async () => {
		let written = 0;
		g.behaves((response) => {
			response.writeHead(200);
			const more = () => {
				while (written < 10_000_000 && response.write('x'.repeat(65_536))) written += 65_536;
				if (written >= 10_000_000) response.end();
			};
			response.on('drain', more);
			more();
		});
		expect(await send({ ok: { result: 'ok' } })).toEqual({ outcome: 'retry', code: 'answer_lost' });
		expect(written).toBeLessThan(10_000_000);
	});

	it('that says no with 200 is understood, and that answers twice is heard once', async () => {
		g.behaves((response) => void response.end('{"result":"no_zalo"}'));
		expect(await send({ ok: { result: 'ok' } })).toEqual({ outcome: 'dead', code: 'refused' });
		g.behaves((response) => {
			response.end('{"result":"ok","id":"g-2"}');
			response.socket!.write('HTTP/1.1 500 Again\r\ncontent-length: 0\r\n\r\n');
		});
		expect(await send({ ok: { result: 'ok' } })).toEqual({ outcome: 'sent', provider_id: 'g-2' });
	});

	it('that is not there has got nothing, whether it knows keys or not', async () => {
		const gone = await gateway();
		await gone.stop();
		for (const knowsKeys of [true, false])
			expect(await send({ url: gone.url, knowsKeys })).toEqual({
				...{ outcome: 'retry', code: 'unreachable' }
			});
	});

	it('whose number of a message is the number of the resident leaves no trace of it', async () => {
		g.behaves((response) => void response.end('{"id":"84912345678-1"}'));
		expect(await send()).toEqual({ outcome: 'sent', provider_id: null });
	});
});

it('a time to try again is read in seconds or as a date, within a day', () => {
	const now = Date.parse('2026-11-26T00:00:00Z');
	expect(retryAfter('90', now)).toBe(90);
	expect(retryAfter('Thu, 26 Nov 2026 00:01:00 GMT', now)).toBe(60);
	expect(retryAfter('999999', now)).toBe(86_400);
	expect(retryAfter('soon', now)).toBeUndefined();
	expect(retryAfter(null, now)).toBeUndefined();
});
