/** Whoever types the portal's name without https is led there, and nowhere else. */
import { fault, type Found } from './finding.ts';
import type { Patient } from './patient.ts';

export async function transport({ origin, loopback, ask }: Patient): Promise<Found[]> {
	// The way to an onion is encrypted by Tor, and its name is its key: there is no certificate to have.
	if (loopback || new URL(origin).hostname.endsWith('.onion')) return [];
	if (!origin.startsWith('https:'))
		return [
			fault(
				'The portal is read without https: whoever is on the line reads and changes everything, codes too.',
				'Get a certificate for this name and serve port 443 alone; port 80 only leads there (docs/deploy/host.md).'
			)
		];
	const plain = `http://${new URL(origin).host}`;
	const answer = await ask('/tra-cuu', { origin: plain }).catch(() => null);
	// Nobody listens on port 80: browsers that know the name go to 443 by themselves.
	if (!answer) return [];
	const to = answer.headers.get('location') ?? '';
	const led = answer.status >= 300 && answer.status < 400 && URL.canParse(to, plain);
	if (led && new URL(to, plain).href === `${origin}/tra-cuu`) return [];
	return [
		fault(
			led
				? `${plain} leads to ${new URL(to, plain).origin} instead of the same page by https.`
				: `${plain} answers by itself (${answer.status}) instead of leading to https.`,
			'Let port 80 answer every address with 308 and the same address by https, and nothing else.'
		)
	];
}
