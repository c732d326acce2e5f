/**
 * E-mail by SMTP, never in the clear: TLS from the first byte on 465, STARTTLS demanded elsewhere. A server keeps no keys, so what was handed
 * over and not answered is unsure; a Message-ID that stays the same lets the reader's program show it once if a lead sends it again.
 */
// Its own types ask for Node's, which Deno's check does not have here.
// @ts-types="./smtp-connection.d.ts"
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { wordsOf, type Words } from '../../_shared/messages/index.ts';
import type { Channel, Outcome, Taken } from '../channel.ts';

export type SmtpSetting = {
	host: string;
	port: number;
	/** TLS from the first byte; else STARTTLS is demanded before anything is said. */
	implicit: boolean;
	user: string;
	password: string;
	/** Address that stands in From, with the domain of the Message-ID. */
	from: string;
	/** A certificate to trust beside the system's, PEM. */
	ca?: string;
};

const base64 = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** The message as it travels. Nothing in its headers was typed by anybody. */
export function letter(words: Words, to: string, key: string, from: string): string {
	const domain = from.slice(from.lastIndexOf('@') + 1);
	const lines = [
		`From: ${from}`,
		`To: ${to}`,
		`Subject: =?UTF-8?B?${base64(words.subject)}?=`,
		`Message-ID: <${key}@${domain}>`,
		`Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
		'Auto-Submitted: auto-generated',
		'MIME-Version: 1.0',
		'Content-Type: text/plain; charset=utf-8',
		'Content-Transfer-Encoding: base64',
		'',
		...(base64(words.long).match(/.{1,76}/g) ?? [])
	];
	return `${lines.join('\r\n')}\r\n`;
}

type Failure = { code?: string; command?: string; responseCode?: number };

/** `handed`: the server had begun to take the message itself. */
function judge({ code, command, responseCode }: Failure, handed: boolean): Outcome {
	if (handed && (command !== 'DATA' || responseCode === undefined))
		return { outcome: 'unsure', code: 'answer_lost' };
	// A wrong password is wrong for every message, and nothing is dead because of it.
	if (code === 'EAUTH') return { outcome: 'retry', code: 'smtp_auth' };
	if (code === 'ETLS') return { outcome: 'retry', code: 'smtp_tls' };
	if (responseCode === undefined) return { outcome: 'retry', code: 'unreachable' };
	return { outcome: responseCode >= 500 ? 'dead' : 'retry', code: `smtp_${responseCode}` };
}

export function smtpChannel(setting: SmtpSetting): Channel {
	const { host, port, implicit, user, password, from, ca } = setting;

	async function send(message: Taken, key: string, signal: AbortSignal): Promise<Outcome> {
		let text: string;
		try {
			text = letter(wordsOf(message.purpose, message.data), message.to, key, from);
		} catch {
			return { outcome: 'dead', code: 'not_told' };
		}
		let handed = false;
		const connection = new SMTPConnection({
			...{ host, port, secure: implicit, requireTLS: true, name: 'gan-dan' },
			...{ connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 12_000 },
			tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) }
		});
		/** As much of a stream as is asked for one: piped when the server has asked for the message itself. */
		const body = {
			pipe(server: { end(text: string): void }) {
				handed = true;
				server.end(text);
			}
		};
		try {
			return await new Promise<Outcome>((resolve) => {
				const fail = (error: Failure | null | undefined) => resolve(judge(error ?? {}, handed));
				signal.addEventListener('abort', () => fail({}), { once: true });
				connection.on('error', fail);
				connection.once('end', () => fail({}));
				connection.connect((refused?: Failure | null) => {
					if (refused) return fail(refused);
					connection.login({ user, pass: password }, (denied?: Failure | null) => {
						if (denied) return fail(denied);
						connection.send({ from, to: [message.to] }, body as never, (failed?: Failure | null) =>
							failed ? fail(failed) : resolve({ outcome: 'sent' })
						);
					});
				});
			});
		} finally {
			connection.close();
		}
	}

	return { name: 'email', asksTwice: false, width: 4, send };
}
