/** Whether the host finds the page of an address: built ones, those that are made in the browser, and none. */
import { hostFiles } from '../../supabase/local/headers.ts';
import { addressOf } from '../comparing.ts';
import { fault, type Found } from './finding.ts';
import type { Patient } from './patient.ts';

const wanted = [
	{ path: addressOf('200.html'), status: 200, lang: 'vi', to: '200.html' },
	{ path: addressOf('en/200.html'), status: 200, lang: 'en', to: 'en/200.html' },
	{ path: '/khong-co-tep-nay.png', status: 404, lang: null, to: 'nothing' }
] as const;

export async function pages({ ask }: Patient): Promise<Found[]> {
	const found: Found[] = [];
	for (const { path, status, lang, to } of wanted) {
		const answer = await ask(path);
		const spoken = /<html[^>]*\slang="(\w+)"/.exec(answer.text)?.[1] ?? null;
		if (answer.status === status && (lang === null || spoken === lang)) continue;
		found.push(
			fault(
				`${path} is answered with ${answer.status}${spoken ? ` in the language "${spoken}"` : ''}.`,
				`Where there is no file, the host answers with ${to} (docs/deploy/host.md).`
			)
		);
	}
	for (const name of hostFiles) {
		const { status } = await ask(`/${name}`);
		if (status === 404) continue;
		found.push(
			fault(
				`/${name} is answered with ${status}: a setting for hosts is read by anybody as a file.`,
				'Take the host’s files as the build writes them (docs/deploy/host.md): there it is 404.'
			)
		);
	}
	return found;
}
