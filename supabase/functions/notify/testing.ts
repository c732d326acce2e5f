/** For tests: a certificate of this minute, an HTTP provider and a mail server on loopback that misbehave on demand. */
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Taken } from './channel.ts';
import type { HttpSetting } from './channels/http.ts';

const tlv = (tag: number, ...parts: Buffer[]): Buffer => {
	const body = Buffer.concat(parts);
	const size = body.length;
	const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
	return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const hex = (text: string) => Buffer.from(text, 'hex');

/** A certificate for 127.0.0.1 that signed itself: no key of anybody's lies in the tree. */
export function certificate(): { key: string; cert: string } {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const algorithm = tlv(0x30, hex('06082a8648ce3d040302'));
	const name = tlv(
		0x30,
		tlv(0x31, tlv(0x30, hex('0603550403'), tlv(0x0c, Buffer.from('loopback'))))
	);
	const validity = tlv(
		0x30,
		tlv(0x17, Buffer.from('200101000000Z')),
		tlv(0x18, Buffer.from('21200101000000Z'))
	);
	const loopback = tlv(0x30, hex('0603551d11'), tlv(0x04, tlv(0x30, tlv(0x87, hex('7f000001')))));
	const body = tlv(
		0x30,
		...[hex('a003020102'), tlv(0x02, hex('01')), algorithm, name, validity, name],
		publicKey.export({ type: 'spki', format: 'der' }),
		tlv(0xa3, tlv(0x30, loopback))
	);
	const signature = sign('sha256', body, privateKey);
	const whole = tlv(0x30, body, algorithm, tlv(0x03, hex('00'), signature));
	const lines = whole
		.toString('base64')
		.match(/.{1,64}/g)!
		.join('\n');
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
		cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
	};
}

export const taken = (more: Partial<Taken> = {}): Taken => ({
	...{ id: randomUUID(), claim: randomUUID(), purpose: 'confirmed', to: '+84912345678' },
	...{ data: { day: '2026-11-28', from: 450, to: 570 }, sender: 'GAN DAN', ...more }
});

export type Got = {
	key: string;
	headers: IncomingMessage['headers'];
	body: Record<string, unknown>;
};
export type Behave = (response: ServerResponse, got: Got) => void;
export const good: Behave = (response) => void response.end('{"result":"ok","id":"g-1"}');

/** A gateway that behaves as it was told last, and remembers what came. */
export async function gateway() {
	const got: Got[] = [];
	let behave = good;
	const server = createServer(async (request, response) => {
		let text = '';
		for await (const part of request) text += String(part);
		const one = {
			key: String(request.headers['idempotency-key']),
			headers: request.headers,
			body: JSON.parse(text) as Record<string, unknown>
		};
		got.push(one);
		behave(response, one);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		got,
		url: new URL(`http://127.0.0.1:${port}/send`),
		behaves: (as: Behave) => void (behave = as),
		async stop() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		}
	};
}

export const httpSetting = (url: URL, more: Partial<HttpSetting> = {}): HttpSetting => ({
	...{ name: 'sms', url, secret: 'a-secret', knowsKeys: true, ok: null, idName: 'id' },
	...{ templates: {}, body: { phone: '{to}', text: '{text}', from: '{sender}', n: 1 }, ...more }
});

/** A mail server that stops after the test; `wrong`: what it does otherwise than a good one. */
export async function mailServer(wrong: SMTPServerOptions = {}) {
	const mail: string[] = [];
	const tls = certificate();
	const logins: string[] = [];
	const server = new SMTPServer({
		...tls,
		authOptional: false,
		onAuth({ username, password }, _, answer) {
			logins.push(username ?? '');
			if (password === 'right') answer(null, { user: username });
			else answer(new Error('no'));
		},
		onData(stream, _, answer) {
			let text = '';
			stream.on('data', (part: Buffer) => (text += part.toString()));
			stream.on('end', () => {
				mail.push(text);
				answer(null);
			});
		},
		...wrong
	});
	server.on('error', () => undefined);
	server.listen(0, '127.0.0.1');
	await once(server.server, 'listening');
	const { port } = server.server.address() as AddressInfo;
	return {
		mail,
		logins,
		setting: {
			...{ host: '127.0.0.1', port, implicit: wrong.secure === true, ca: tls.cert },
			...{ user: 'gan-dan', password: 'right', from: 'gan-dan@vi-du.example' }
		},
		stop: () => new Promise<void>((resolve) => server.close(() => resolve()))
	};
}
