/**
 * Ten thousand messages about visits, drained by one worker, the Deno process of the edge functions, against a gateway on loopback that knows
 * keys; once undisturbed, and once while the process is killed three times in the middle of its work (SIGKILL) and started anew.
 */
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { startFunctions, type EdgeFunctions } from '../supabase/local/functions.ts';
import { guardConsole } from '../supabase/local/log.ts';
import { setup, variable } from '../supabase/local/testing-server.ts';
import { startStack, testServer, type TestStack } from '../supabase/local/testing.ts';
import { makeWorld, type World } from '../tests/functions/world.ts';
import { atLeast, atMost, type Figure } from './figure.ts';

const MESSAGES = 10_000;
const KILLS = 3;
const PREFIX = '+84912';

export async function measure(): Promise<Figure[]> {
	const end = process.env[variable] ? async () => {} : await setup();
	const release = guardConsole(() => {});
	try {
		const stack = await startStack({ functions: false, connections: 20 });
		try {
			const world = await makeWorld(stack.sql, { code: '99004', teams: 0, days: 0 });
			await stack.sql`insert into notify.settings (unit, quiet_from, quiet_to) values (${world.unit}, 1440, 0)`;
			const calm = await drained(stack, world, 'a', 0);
			const killed = await drained(stack, world, 'b', KILLS);
			return [
				atLeast('messages a second, one worker', MESSAGES / calm.seconds, '1/s', 100),
				atLeast(`the same while it is killed ${KILLS} times`, MESSAGES / killed.seconds, '1/s', 100),
				atMost('lost, of both runs', calm.lost + killed.lost, 'SMS', 0),
				atMost('delivered twice, of both runs', calm.doubled + killed.doubled, 'SMS', 0),
				atMost('not noted as sent, of both runs', calm.open + killed.open, 'SMS', 0),
				atLeast('asked again under the same key after a kill', killed.again, 'SMS', null)
			];
		} finally {
			await stack.stop();
		}
	} finally {
		release();
		await end();
	}
}

/** A gateway that delivers each key once, as one does that knows keys. */
async function counting() {
	const keys = new Set<string>();
	const delivered = new Map<string, number>();
	let again = 0;
	let wake = () => {};
	let at = Infinity;
	const server = createServer(async (request, response) => {
		let text = '';
		for await (const part of request) text += String(part);
		const key = String(request.headers['idempotency-key']);
		const { to } = JSON.parse(text) as { to: string };
		if (keys.has(key)) again += 1;
		else delivered.set(to, (delivered.get(to) ?? 0) + 1);
		keys.add(key);
		if (keys.size >= at) wake();
		response.end('{"id":"1"}');
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
		delivered,
		again: () => again,
		/** When so many were delivered. */
		reached: (count: number) =>
			new Promise<void>((resolve) => {
				[at, wake] = [count, resolve];
				if (keys.size >= count) resolve();
			}),
		stop: () => {
			server.closeAllConnections();
			server.close();
		}
	};
}

async function drained(stack: TestStack, world: World, run: string, kills: number) {
	await fill(stack, world, run);
	const gateway = await counting();
	const { secrets } = testServer();
	const start = () =>
		startFunctions({
			api: stack.api,
			secrets,
			providers: {
				NOTIFY_HOSTS: gateway.host,
				NOTIFY_SMS_URL: `http://${gateway.host}/`,
				NOTIFY_SMS_SECRET: 'a-secret',
				NOTIFY_SMS_BODY: '{"to": "{to}", "text": "{text}"}',
				NOTIFY_SMS_KEYS: 'yes'
			}
		});
	let edge: EdgeFunctions = await start();
	const waiting = async () => {
		const [row] = await stack.sql`
			select count(*)::int as n from notify.outbox where unit = ${world.unit} and state in ('pending', 'claimed')`;
		return row!.n as number;
	};
	const started = performance.now();
	// What the timer does every minute, done at once: only a claim whose holder was killed has to be waited for.
	const ask = () =>
		fetch(`${edge.origin}/notify`, {
			method: 'POST',
			headers: { authorization: `Bearer ${secrets.jobsSecret}` }
		}).then(
			async (answer) => ((await answer.json()) as { sent: number }).sent,
			() => 0
		);
	for (let kill = 1; kill <= kills; kill++) {
		const asked = ask();
		await gateway.reached((MESSAGES * kill) / (kills + 1));
		process.kill(edge.pid, 'SIGKILL');
		await edge.stop();
		await asked;
		edge = await start();
	}
	while ((await waiting()) > 0)
		if ((await ask()) === 0) await new Promise((resolve) => setTimeout(resolve, 500));
	const seconds = (performance.now() - started) / 1000;
	await edge.stop();
	gateway.stop();
	const times = [...gateway.delivered.values()];
	const [noted] = await stack.sql`
		select count(*)::int as n from notify.outbox where once like ${`${run}:%`} and state = 'sent'`;
	return {
		seconds,
		lost: MESSAGES - times.length,
		doubled: times.filter((count) => count > 1).length,
		open: MESSAGES - (noted!.n as number),
		again: gateway.again()
	};
}

/** Visits whose card has come, each with a phone of its own and a message that says so. */
async function fill({ sql }: TestStack, world: World, run: string): Promise<void> {
	await sql.begin(async (tx) => {
		await tx`
			insert into queue.cases (kind, reference, unit, state, channel, title_code)
			select 'home_visit', ${run} || '-' || n, ${world.unit}, 'card_ready', 'web', 'home_visit'
			from generate_series(1, ${MESSAGES}::int) n`;
		await tx`
			insert into booking.visits (case_id, unit, channel, area, area_valid_from, place_id, minutes)
			select c.id, c.unit, 'web', ${world.area}, '2020-01-01', ${world.hamlets[0]!}, 25
			from queue.cases c where c.unit = ${world.unit} and c.reference like ${`${run}-%`}`;
		await tx`
			insert into booking.people (visit_id, position, service, outcome, card_ready_at)
			select v.id, 1, 'renew', 'captured', now()
			from booking.visits v join queue.cases c on c.id = v.case_id where c.reference like ${`${run}-%`}`;
		await tx`
			insert into notify.outbox (unit, purpose, channel, case_id, once, to_address, expires_at)
			select c.unit, 'card_ready', 'sms', c.id, ${run} || ':card_ready:' || c.id,
				${PREFIX} || lpad((row_number() over (order by c.id))::text, 6, '0'), now() + interval '1 day'
			from queue.cases c where c.reference like ${`${run}-%`}`;
	});
	await sql`analyze notify.outbox`;
}
