/** What a town is told by SMS while its portal falls: a gateway on loopback that knows keys, and what it has against the outbox. */
import type { Sql } from 'postgres';
import { gateway } from '../../supabase/functions/notify/testing.ts';
import type { Kept } from './kept.ts';

export type Sms = Awaited<ReturnType<typeof openSms>>;

export async function openSms() {
	const at = await gateway();
	return {
		/** Numbers that were written to, by the key of the message: what is asked again under its key is delivered once. */
		delivered: () => new Map(at.got.map(({ key, body }) => [key, String(body.phone)])),
		/** How often a message was asked for again. */
		again: () => at.got.length - new Set(at.got.map(({ key }) => key)).size,
		/** The variables that name it. */
		env: {
			NOTIFY_HOSTS: at.url.host,
			NOTIFY_SMS_URL: at.url.href,
			NOTIFY_SMS_SECRET: 'a-secret',
			NOTIFY_SMS_BODY: '{"phone": "{to}", "text": "{text}"}',
			NOTIFY_SMS_KEYS: 'yes',
			NOTIFY_SMS_ID: 'id'
		},
		stop: at.stop
	};
}

/** How many messages of a unit have not ended. */
export async function underWay(sql: Sql, unit: string): Promise<number> {
	const [row] = await sql<{ n: number }[]>`
		select count(*)::int as n from notify.outbox where unit = ${unit} and state in ('pending', 'claimed')`;
	return row!.n;
}

/** Each visit that was confirmed has one message, and whatever is noted as sent was delivered, to nobody twice. */
export async function wrongsOfSms(
	sql: Sql,
	unit: string,
	{ cases }: Kept,
	{ delivered }: Sms
): Promise<string[]> {
	const rows = await sql<{ id: string; reference: string; state: string; channel: string }[]>`
		select o.id, c.reference, o.state, o.channel from notify.outbox o join queue.cases c on c.id = o.case_id
		where o.unit = ${unit} and o.purpose = 'confirmed'`;
	const out = delivered();
	const known = new Set(rows.map(({ id }) => id));
	const owed = cases.filter(({ did }) => did.includes('confirm')).map(({ reference }) => reference);
	const told = [...out.values()];
	return [
		...rows.flatMap(({ id, reference, state, channel }) => [
			...(channel === 'sms' ? [] : [`${reference} is to be called`]),
			...(state === 'sent' && !out.has(id) ? [`${reference} is noted as told and was not`] : []),
			...(['dead', 'unsure'].includes(state) ? [`the message to ${reference} is ${state}`] : [])
		]),
		...[...out.keys()].filter((id) => !known.has(id)).map((id) => `nobody wrote the message ${id}`),
		...(new Set(told).size === told.length ? [] : ['somebody was told twice']),
		...([...owed].sort().join() ===
		rows
			.map(({ reference }) => reference)
			.sort()
			.join()
			? []
			: [`${owed.length} visits were confirmed and ${rows.length} have a message`])
	];
}
