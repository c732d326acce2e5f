/**
 * A portal of `npm start` with a town in it. The town is made while the portal runs without pages, and pages of the smallest kind are put
 * in their place then: to build ours twice, once at the start and once because a unit has come, is ten minutes of other people's work.
 */
import { cpSync } from 'node:fs';
import { editsHash, hourlyHash } from '../../supabase/local/publisher.ts';
import { publish } from '../../supabase/local/site.ts';
import { readSnapshot } from '../../supabase/local/snapshot.ts';
import { sourceHash } from '../../supabase/local/sources.ts';
import { smallSite } from '../stack/ailing.ts';
import { apart, begin, dev, makeHome, ready, type Running } from '../stack/portal.ts';
import { openTown, type OpenTown } from './fallen.ts';
import { openSms } from './sms.ts';

export async function settle(say: (line: string) => void) {
	const { home, remove } = makeHome();
	const sms = await openSms();
	const env: Record<string, string> = { ...(await apart(home)), ...sms.env };
	const origin = `http://127.0.0.1:${env.PORT}`;
	let portal: Running | undefined;
	const end = async () => {
		portal?.child.kill('SIGINT');
		await portal?.ended;
	};
	const start = async (words: string[]) => {
		portal = begin(words, env);
		await portal.says(ready);
		return portal;
	};
	const stop = async () => {
		await end();
		await sms.stop();
		remove();
	};
	try {
		say('Making a portal …');
		await start(dev);
		say('Making a town in it …');
		const at = await openTown(home, origin, sms);
		await pages(home, at);
		await end();
		say('Starting it as `npm start` does …');
		return { home, origin, at, portal: await start(['supabase/local/main.ts']), end, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** Pages that the portal takes for those of today, so that it builds none. */
async function pages(home: string, { look }: OpenTown): Promise<void> {
	const facts = await look(readSnapshot);
	const made = { sources: sourceHash(), units: editsHash(facts), days: hourlyHash(facts) };
	const site = smallSite();
	const make = async (folder: string) => cpSync(site.folder, folder, { recursive: true });
	await publish(home, made, { make }).finally(site.remove);
}
