/** Somebody whose line and browser are marked: another address than this machine's, and names that nothing else has. */
import { request } from 'node:http';
import type { Body } from '../../supabase/local/testing.ts';
import type { Scene } from './scene.ts';

/** What a server could learn of who sends, none of which may stay. */
export const marks = {
	line: '127.0.0.77',
	forwarded: '203.0.113.77',
	real: '198.51.100.77',
	browser: 'PlantedBrowser/7.7',
	referrer: 'planted-referrer.example',
	language: 'x-planted',
	cookie: 'planted-cookie-7f3a'
};

const headers = {
	'user-agent': `Mozilla/5.0 ${marks.browser}`,
	'x-forwarded-for': `${marks.forwarded}, ${marks.real}`,
	'x-real-ip': marks.real,
	forwarded: `for=${marks.forwarded}`,
	'cf-connecting-ip': marks.forwarded,
	'true-client-ip': marks.real,
	referer: `https://${marks.referrer}/tin?q=1`,
	'accept-language': `vi,${marks.language};q=0.5`,
	cookie: `sid=${marks.cookie}`
};

export type Answered = { status: number; bytes: Buffer; body: Body };

/** Asks from the marked line; the answer's body is parsed where it is JSON. */
export function ask(
	{ stack }: Pick<Scene, 'stack'>,
	path: string,
	content?: { body: string | Uint8Array; type: string }
): Promise<Answered> {
	const { promise, resolve, reject } = Promise.withResolvers<Answered>();
	const sent = request(
		new URL(path, stack.origin),
		{
			method: content ? 'POST' : 'GET',
			localAddress: marks.line,
			agent: false,
			headers: {
				...headers,
				...(content && { apikey: stack.keys.publishable, 'content-type': content.type })
			}
		},
		(answer) => {
			const parts: Buffer[] = [];
			answer.on('data', (part: Buffer) => parts.push(part));
			answer.once('error', reject).once('end', () => {
				const bytes = Buffer.concat(parts);
				const isJson = answer.headers['content-type']?.startsWith('application/json');
				resolve({
					status: answer.statusCode!,
					bytes,
					body: isJson ? JSON.parse(bytes.toString()) : undefined
				});
			});
		}
	);
	sent.once('error', reject).end(content?.body);
	return promise;
}

export const json = (value: unknown) => ({ body: JSON.stringify(value), type: 'application/json' });
export const octets = (body: Uint8Array) => ({ body, type: 'application/octet-stream' });
