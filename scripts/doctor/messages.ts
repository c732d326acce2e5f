/** Whether what residents are to be told leaves the house. */
import type { Sql } from 'postgres';
import { fault, question, type Found } from './finding.ts';

export async function messages(sql: Sql): Promise<Found[]> {
	const found: Found[] = [];
	const opened = await sql<{ unit: string; channel: string }[]>`
		select s.unit, c.channel from notify.settings s
		cross join lateral (values ('sms', s.sms), ('zns', s.zns), ('email', s.email)) c (channel, is_open)
		where c.is_open and not exists (
			select 1 from notify.providers p where p.channel = c.channel and p.seen_at > now() - interval '15 minutes'
		)
		order by 1, 2`;
	for (const { unit, channel } of opened)
		found.push(
			fault(
				`Unit ${unit} tells by ${channel}, and the function notify has had no provider for it for a quarter of an hour.`,
				`Set NOTIFY_${channel === 'email' ? 'SMTP' : channel.toUpperCase()}_… (docs/deploy/secrets.md), and see that gan-dan-messages runs.`
			)
		);
	const [stuck] = await sql<{ count: number; oldest: Date | null }[]>`
		select count(*)::int, min(o.not_before) as oldest from notify.outbox o
		where o.state = 'pending' and o.channel <> 'call' and o.next_try_at < now() - interval '20 minutes'
			and o.not_before < now() - interval '20 minutes' and o.expires_at > now()`;
	if (stuck!.count > 0)
		found.push(
			fault(
				`${stuck!.count} messages wait that should have left, the oldest since ${stuck!.oldest!.toISOString()}.`,
				'The timer does not call notify, or notify fails: npm run doctor with --secrets tries it.'
			)
		);
	const failed = await sql<{ channel: string; error: string; count: number }[]>`
		select o.channel, coalesce(o.error, 'unknown') as error, count(*)::int from notify.outbox o
		where o.state = 'dead' and o.ended_at > now() - interval '1 day' group by 1, 2 having count(*) >= 5 order by 3 desc`;
	for (const { channel, error, count } of failed)
		found.push(
			question(
				`Why did ${count} messages by ${channel} fail since yesterday (${error})?`,
				'Ask the provider; the people concerned stand in the desk’s list of calls.'
			)
		);
	return found;
}
