import type { SMTPServerOptions } from 'smtp-server';
import { describe, expect, it } from 'vitest';
import { mailServer, taken } from '../testing.ts';
import { smtpChannel, type SmtpSetting } from './smtp.ts';

const never = new AbortController().signal;
const to = 'gia.dinh@vi-du.example';

/** Sends one letter to a server of its own. */
async function sending(
	wrong: SMTPServerOptions = {},
	more: Partial<SmtpSetting> = {},
	signal = never
) {
	const server = await mailServer(wrong);
	const message = taken({ to });
	try {
		const outcome = await smtpChannel({ ...server.setting, ...more }).send(
			message,
			message.id,
			signal
		);
		return { outcome, mail: server.mail, logins: server.logins, message };
	} finally {
		await server.stop();
	}
}
const refusing = (responseCode: number) => Object.assign(new Error('no'), { responseCode });

describe('an e-mail', () => {
	it.each([
		['by STARTTLS', {}],
		['by TLS from the first byte', { secure: true }]
	])('goes out %s and reads as it was meant', async (_, server) => {
		const { outcome, mail, message } = await sending(server);
		expect(outcome).toEqual({ outcome: 'sent' });
		expect(mail).toHaveLength(1);
		const [head, body] = mail[0]!.split('\r\n\r\n') as [string, string];
		expect(head).toContain(`Message-ID: <${message.id}@vi-du.example>`);
		expect(head).toContain(`To: ${to}`);
		const subject = /Subject: =\?UTF-8\?B\?(.*)\?=/.exec(head)![1]!;
		expect(Buffer.from(subject, 'base64').toString()).toBe('Đã xác nhận lịch làm căn cước');
		expect(Buffer.from(body, 'base64').toString()).toContain('Thứ Bảy, 28/11, từ 07:30 đến 09:30');
	});

	it('never goes in the clear: a server without TLS hears neither password nor letter', async () => {
		const { outcome, mail, logins } = await sending({
			hideSTARTTLS: true,
			disabledCommands: ['STARTTLS']
		});
		expect(outcome.outcome).toBe('retry');
		expect([mail, logins]).toEqual([[], []]);
	});

	it('does not go to a server whose certificate nobody vouches for', async () => {
		const { outcome, logins } = await sending({}, { ca: undefined });
		expect(outcome.outcome).toBe('retry');
		expect(logins).toEqual([]);
	});

	it('is dead where the server knows nobody of that name, and tried again where it has no time', async () => {
		const at = (code: number): SMTPServerOptions => ({
			onRcptTo: (_, __, answer) => answer(refusing(code))
		});
		expect((await sending(at(550))).outcome).toEqual({ outcome: 'dead', code: 'smtp_550' });
		expect((await sending(at(451))).outcome).toEqual({ outcome: 'retry', code: 'smtp_451' });
	});

	it('that the server read and refused is decided as the server said', async () => {
		const after = (code: number): SMTPServerOptions => ({
			onData(stream, _, answer) {
				stream.resume();
				stream.on('end', () => answer(refusing(code)));
			}
		});
		expect((await sending(after(554))).outcome).toEqual({ outcome: 'dead', code: 'smtp_554' });
		expect((await sending(after(452))).outcome).toEqual({ outcome: 'retry', code: 'smtp_452' });
	});

	it('is not dead because a password is wrong', async () => {
		expect((await sending({}, { password: 'wrong' })).outcome).toEqual({
			...{ outcome: 'retry', code: 'smtp_auth' }
		});
	});

	it('that was handed over and never answered is unsure', async () => {
		const patience = new AbortController();
		const hanging: SMTPServerOptions = {
			onData(stream) {
				stream.resume();
				stream.on('end', () => patience.abort());
			}
		};
		expect((await sending(hanging, {}, patience.signal)).outcome).toEqual({
			...{ outcome: 'unsure', code: 'answer_lost' }
		});
	});

	it('is not unsure while it was not handed over: where nobody listens nothing went out', async () => {
		const server = await mailServer();
		await server.stop();
		const message = taken({ to });
		expect(await smtpChannel(server.setting).send(message, message.id, never)).toEqual({
			...{ outcome: 'retry', code: 'unreachable' }
		});
	});
});
