/** The secrets as they were set (`--secrets <file>`, as for `supabase secrets set --env-file`): whole, and those that the functions run with. */
import { connect as dial } from 'node:net';
import { channelsFrom } from '../../supabase/functions/notify/setting.ts';
import { secretOf } from '../../supabase/functions/_shared/edge/index.ts';
import { keysOf } from '../../supabase/functions/_shared/push/keys.ts';
import { servicesOf } from '../../supabase/functions/_shared/push/makers.ts';
import { doubt, fault, type Found } from './finding.ts';
import { json, type Patient } from './patient.ts';
import { callFunction } from './functions.ts';

type Read = (name: string) => string | undefined;

const set = 'supabase secrets set --env-file <file> (docs/deploy/secrets.md).';

/** What a function would say at its start. It names variables and never their values. */
function readable(read: Read): Found[] {
	const tries: (() => unknown)[] = [
		() => secretOf('POW_SECRET', read),
		() => secretOf('TOKEN_SECRET', read),
		() => secretOf('JOBS_SECRET', read),
		() => keysOf(read),
		() => servicesOf(read('PUSH_SERVICES')),
		() => channelsFrom(read)
	];
	const found = tries.flatMap((attempt) => {
		try {
			attempt();
			return [];
		} catch (error) {
			return [fault(`${(error as Error).message}.`, set)];
		}
	});
	const same = ['POW_SECRET', 'TOKEN_SECRET', 'JOBS_SECRET'].map(read).filter(Boolean);
	if (new Set(same).size < same.length)
		found.push(
			fault('Two of the secrets are the same one.', 'Make each by itself: openssl rand -base64 36')
		);
	if (read('PUSH_INSTEAD'))
		found.push(fault('PUSH_INSTEAD is for tests: nobody would be told anything.', 'Unset it.'));
	return found;
}

/** Whether they are those that run there. */
async function running(patient: Patient, read: Read): Promise<Found[]> {
	const found: Found[] = [];
	const secret = read('JOBS_SECRET') ?? '';
	const opened = await callFunction(patient, 'jobs', { authorization: `Bearer ${secret}` });
	if (opened.status === 401)
		found.push(
			fault(
				'JOBS_SECRET is not the one that the function jobs runs with.',
				`${set} And the same in Vault: select vault.create_secret('…', 'gan_dan_jobs_secret');`
			)
		);
	else if (opened.status !== 200)
		found.push(
			fault(
				`The function jobs opens, and does not do its work (${opened.status}).`,
				'Look into its log: Storage or the database refuses it.'
			)
		);
	const { server_key } = Object(json((await callFunction(patient, 'follow')).text)) as {
		server_key?: string;
	};
	try {
		if (server_key !== undefined && server_key !== keysOf(read).publicKey)
			found.push(
				fault(
					'VAPID_KEY is not the one that the function follow runs with: with another key everybody who follows is lost.',
					'Find the key that they followed under, and keep it for good.'
				)
			);
	} catch {
		// Told above.
	}
	const site = read('SITE_ORIGIN');
	if (!site)
		found.push(
			doubt(
				'SITE_ORIGIN is not set: feeds and shared links may name another address than the portal’s.',
				`SITE_ORIGIN=${patient.origin}, as a secret of the functions and where pages are built.`
			)
		);
	else if (!URL.canParse(site) || new URL(site).origin !== patient.origin)
		found.push(
			fault('SITE_ORIGIN is another address than this one.', `SITE_ORIGIN=${patient.origin}`)
		);
	return found;
}

const reachable = (host: string, port: number) =>
	new Promise<boolean>((resolve) => {
		const socket = dial({ host, port, timeout: 8000 });
		const end = (well: boolean) => {
			socket.destroy();
			resolve(well);
		};
		socket.once('connect', () => end(true));
		socket.once('timeout', () => end(false));
		socket.once('error', () => end(false));
	});

async function mail(read: Read): Promise<Found[]> {
	const host = read('NOTIFY_SMTP_HOST');
	if (!host) return [];
	const port = Number(read('NOTIFY_SMTP_PORT') || 465);
	if (await reachable(host, port)) return [];
	return [
		doubt(
			`The mail server of NOTIFY_SMTP_HOST is not reached from here on port ${port}.`,
			'Look whether it is from where the functions run; hosted ones reach port 465 alone.'
		)
	];
}

export async function secrets(patient: Patient): Promise<Found[]> {
	const given = patient.known.secrets;
	if (!given) return [];
	const read: Read = (name) => given[name];
	return [...readable(read), ...(await running(patient, read)), ...(await mail(read))];
}
