/**
 * An SMS gateway, or Zalo's ZNS, behind HTTP: one POST of JSON whose form is the environment's. Redirects are refused, so that the secret
 * goes nowhere else; the answer is read within bounds.
 */
import { wordsOf } from '../../_shared/messages/index.ts';
import type { Channel, Outcome, Taken } from '../channel.ts';
import { bounded, providerId, retryAfter } from './answer.ts';

export type HttpSetting = {
	name: 'sms' | 'zns';
	url: URL;
	secret: string;
	/** The body, in whose texts `{to}`, `{text}`, `{sender}`, `{key}`, `{template}`, `{day}`, `{from}`, `{until}` are filled in. */
	body: unknown;
	/** ZNS: the template that Zalo approved, by purpose. */
	templates: Readonly<Record<string, string>>;
	/** It takes `Idempotency-Key` and sends nothing twice under one. */
	knowsKeys: boolean;
	/** What a good answer holds, for gateways that say no with 200. */
	ok: Readonly<Record<string, unknown>> | null;
	/** Under which name the answer holds the gateway's own number of the message. */
	idName: string | null;
};

const two = (n: number) => String(n).padStart(2, '0');
const hour = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** Every text of the body with its places filled: values never become structure. */
function filled(body: unknown, values: Record<string, string>): unknown {
	if (typeof body === 'string')
		return body.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
	if (Array.isArray(body)) return body.map((part) => filled(part, values));
	if (typeof body !== 'object' || body === null) return body;
	return Object.fromEntries(
		Object.entries(body).map(([name, value]) => [name, filled(value, values)])
	);
}

function bodyOf({ body, name, templates }: HttpSetting, message: Taken, key: string): unknown {
	const { short, long } = wordsOf(message.purpose, message.data);
	const said = message.data as { day?: string; from?: number; to?: number };
	return filled(body, {
		to: message.to.replace('+', ''),
		text: name === 'sms' ? short : long,
		sender: message.sender ?? '',
		key,
		template: templates[message.purpose] ?? '',
		day: said.day?.split('-').reverse().join('/') ?? '',
		from: said.from === undefined ? '' : hour(said.from),
		until: said.to === undefined ? '' : hour(said.to)
	});
}

export function httpChannel(setting: HttpSetting): Channel {
	const { name, url, secret, knowsKeys } = setting;
	/** What is open: asked again under the key where that is safe. */
	const open = (code: string): Outcome =>
		knowsKeys ? { outcome: 'retry', code } : { outcome: 'unsure', code };

	async function send(message: Taken, key: string, signal: AbortSignal): Promise<Outcome> {
		let body: string;
		try {
			body = JSON.stringify(bodyOf(setting, message, key));
		} catch {
			return { outcome: 'dead', code: 'not_told' };
		}
		let response: Response;
		try {
			response = await fetch(url, {
				method: 'POST',
				redirect: 'manual',
				headers: {
					'content-type': 'application/json',
					authorization: `Bearer ${secret}`,
					'idempotency-key': key
				},
				body,
				signal
			});
		} catch (error) {
			return neverArrived(error) ? { outcome: 'retry', code: 'unreachable' } : open('answer_lost');
		}
		return judge(response, message);
	}

	async function judge(response: Response, message: Taken): Promise<Outcome> {
		const { status } = response;
		const code = `http_${status}`;
		if (response.ok) return accepted(await bounded(response), message);
		await response.body?.cancel().catch(() => undefined);
		// Some runtimes hide a redirect that is not followed behind status 0.
		if (status === 0 || (status >= 300 && status < 400)) return open('redirected');
		if (status === 429 || status === 503)
			return { outcome: 'retry', code, after: retryAfter(response.headers.get('retry-after')) };
		if (status === 408 || status === 425 || status >= 500) return open(code);
		return { outcome: 'dead', code };
	}

	function accepted(text: string | null, message: Taken): Outcome {
		let answer: unknown = null;
		let read = text !== null;
		try {
			answer = JSON.parse(text ?? '');
		} catch {
			read = false;
		}
		if (setting.ok === null)
			return { outcome: 'sent', provider_id: providerId(answer, setting.idName, message.to) };
		if (!read) return open('answer_lost');
		const good = Object.entries(setting.ok).every(
			([name, value]) => (answer as Record<string, unknown> | null)?.[name] === value
		);
		return good
			? { outcome: 'sent', provider_id: providerId(answer, setting.idName, message.to) }
			: { outcome: 'dead', code: 'refused' };
	}

	return { name, asksTwice: knowsKeys, width: 16, send };
}

/** No connection was made, so nothing went out. */
function neverArrived(error: unknown): boolean {
	const { message = '', cause } = error as { message?: string; cause?: { code?: string } };
	return (
		['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'].includes(cause?.code ?? '') ||
		/connection refused|dns error/i.test(message)
	);
}
