/** Messages through the whole stack: what SQL wrote leaves the Deno process by HTTP and by SMTP, once. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gateway, mailServer } from '../../supabase/functions/notify/testing.ts';
import { sendMessages } from '../../supabase/local/messages.ts';
import { startStack, type TestStack } from '../../supabase/local/testing.ts';

let stack: TestStack;
let sms: Awaited<ReturnType<typeof gateway>>;
let mail: Awaited<ReturnType<typeof mailServer>>;
const unit = '99001';

beforeAll(async () => {
	[sms, mail] = [await gateway(), await mailServer()];
	const { host, port, ca, user, password, from } = mail.setting;
	stack = await startStack({
		providers: {
			NOTIFY_HOSTS: `${sms.url.host},${host}:${port}`,
			NOTIFY_SMS_URL: sms.url.href,
			NOTIFY_SMS_SECRET: 'a-secret',
			NOTIFY_SMS_BODY: '{"phone": "{to}", "text": "{text}"}',
			NOTIFY_SMS_KEYS: 'yes',
			NOTIFY_SMS_ID: 'id',
			NOTIFY_SMTP_HOST: host,
			NOTIFY_SMTP_PORT: String(port),
			NOTIFY_SMTP_USER: user,
			NOTIFY_SMTP_PASSWORD: password,
			NOTIFY_SMTP_FROM: from,
			NOTIFY_SMTP_CA: ca
		}
	});
	await stack.sql`
		insert into unit.units (code, name, full_name, type, police_name, lat, lon, demo)
		values (${unit}, 'Thử', 'Xã Thử', 'xã', 'Công an xã Thử', 14.8, 108.9, true)`;
	// At every hour, since nobody knows when this test runs.
	await stack.sql`insert into notify.settings (unit, quiet_from, quiet_to) values (${unit}, 1440, 0)`;
});
afterAll(async () => {
	await stack?.stop();
	await sms?.stop();
	await mail?.stop();
});

const write = async (channel: string, to: string) => {
	const [row] = await stack.sql`
		insert into notify.outbox (unit, purpose, channel, once, to_address, expires_at)
		values (${unit}, 'card_ready', ${channel}, ${randomUUID()}, ${to}, now() + interval '1 day') returning id`;
	return row!.id as string;
};
const run = () => sendMessages({ api: stack.api, jobsSecret: stack.keys.jobs });

it('an SMS and an e-mail go out once, and a second run has nothing to do', async () => {
	const [one, other] = [
		await write('sms', '+84912345678'),
		await write('email', 'gia.dinh@vi-du.example')
	];
	expect(await run()).toEqual({ sent: 2, failed: 0 });
	expect(await run()).toEqual({ sent: 0, failed: 0 });
	expect(sms.got).toMatchObject([{ key: one, body: { phone: '84912345678' } }]);
	expect(mail.mail).toHaveLength(1);
	expect(mail.mail[0]).toContain(`Message-ID: <${other}@vi-du.example>`);
	const rows = await stack.sql`
		select channel, state, to_address, provider_id from notify.outbox where id in (${one}, ${other}) order by channel`;
	expect([...rows]).toEqual([
		{ channel: 'email', state: 'sent', to_address: null, provider_id: null },
		{ channel: 'sms', state: 'sent', to_address: null, provider_id: 'g-1' }
	]);
});

it('nobody without the secret of the timer has anything sent', async () => {
	const wrong = { api: stack.api, jobsSecret: 'x'.repeat(40) };
	await expect(sendMessages(wrong)).rejects.toMatchObject({ code: 'HTTP401' });
});

it('the process logs nothing of whom it wrote to', () => {
	expect(stack.log.join('\n')).not.toMatch(/912345678|gia\.dinh/);
});
