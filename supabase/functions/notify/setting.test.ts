import { describe, expect, it } from 'vitest';
import { channelsFrom } from './setting.ts';

const sms = {
	NOTIFY_HOSTS: 'sms.vi-du.example, mail.vi-du.example:465',
	NOTIFY_SMS_URL: 'https://sms.vi-du.example/v1/send',
	NOTIFY_SMS_SECRET: 's',
	NOTIFY_SMS_BODY: '{"to": "{to}"}'
};
const mail = {
	NOTIFY_HOSTS: 'mail.vi-du.example:465',
	NOTIFY_SMTP_HOST: 'mail.vi-du.example',
	NOTIFY_SMTP_USER: 'u',
	NOTIFY_SMTP_PASSWORD: 'a-password',
	NOTIFY_SMTP_FROM: 'gan-dan@vi-du.example'
};
const from = (env: Record<string, string>) => channelsFrom((name) => env[name]);

describe('the providers of the environment', () => {
	it('are off where nothing is named', () => {
		expect(from({})).toEqual([]);
		expect(from({ NOTIFY_HOSTS: 'x' })).toEqual([]);
	});

	it('are those that are named, and asked twice only where they are said to know keys', () => {
		const seen = (env: Record<string, string>) =>
			from(env).map(({ name, asksTwice }) => [name, asksTwice]);
		expect(seen(sms)).toEqual([['sms', false]]);
		expect(seen({ ...sms, NOTIFY_SMS_KEYS: 'yes' })).toEqual([['sms', true]]);
		expect(seen(mail)).toEqual([['email', false]]);
	});

	it.each([
		['a host that is not allowed', { NOTIFY_SMS_URL: 'https://169.254.169.254/' }],
		['another port of an allowed host', { NOTIFY_SMS_URL: 'https://sms.vi-du.example:8443/' }],
		['a way in the clear', { NOTIFY_SMS_URL: 'http://sms.vi-du.example/' }],
		['a file', { NOTIFY_SMS_URL: 'file:///etc/passwd' }],
		['a password in the address', { NOTIFY_SMS_URL: 'https://u:p@sms.vi-du.example/' }],
		['no address at all', { NOTIFY_SMS_URL: 'sms.vi-du.example' }],
		['no secret', { NOTIFY_SMS_SECRET: '' }],
		['a body that is no JSON', { NOTIFY_SMS_BODY: '{to}' }],
		['no body', { NOTIFY_SMS_BODY: '' }]
	])('with %s stop the function at its start, by the name of the variable', (_, wrong) => {
		expect(() => from({ ...sms, ...wrong })).toThrow(/^NOTIFY_SMS_\w+: /);
	});

	it('of e-mail are refused by the same rules, and no error holds a password', () => {
		const faults: Record<string, string>[] = [
			{ NOTIFY_SMTP_PORT: '25' },
			{ NOTIFY_SMTP_FROM: 'x' },
			{ NOTIFY_SMTP_FROM: 'a@b\r\nBcc: c@d' },
			{ NOTIFY_SMTP_USER: '' }
		];
		for (const wrong of faults) {
			const say = () => from({ ...mail, ...wrong });
			expect(say).toThrow(/^NOTIFY_SMTP_\w+: /);
			expect(say).not.toThrow(/a-password/);
		}
	});
});
