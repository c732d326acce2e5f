/**
 * Secrets are made at the first start, one set a data folder, and live in a file that only its owner
 * reads. Nothing here has a default: a known secret is the same as none.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateApiKey } from '@supabase/lite';
import { makeKey } from '../functions/_shared/push/keys.ts';
import { Stop } from './stop.ts';

export type Secrets = {
	/** Signs the officers' tokens, HS256. */
	jwtSecret: string;
	publishableKey: string;
	secretKey: string;
	/** Of the cluster's superuser. */
	adminPassword: string;
	/** Of the role that owns what the migrations make. */
	ownerPassword: string;
	/** Of the role the API signs in with. */
	apiPassword: string;
	/** Signs proof-of-work challenges. */
	powSecret: string;
	/** Seals offers of the edge functions. */
	tokenSecret: string;
	/** Opens what only a timer runs in the edge functions, and nothing else. */
	jobsSecret: string;
	/** Signs what is sent to those who follow the news: a private JWK, to which browsers bind themselves. */
	vapidKey: string;
	/** Public: salt of access codes, so that a code opens nothing on another portal. */
	deploymentId: string;
	/** Passwords of the demo officers by e-mail. */
	officers: Record<string, string>;
	/** Codes of the demo officers' keys by e-mail: nobody prints a sheet for people who are made up. */
	codes: Record<string, string>;
};

const random = () => randomBytes(32).toString('base64url');

/** A new set; nothing is written. */
export async function makeSecrets(): Promise<Secrets> {
	return {
		jwtSecret: random(),
		publishableKey: (await generateApiKey('publishable')).key,
		secretKey: (await generateApiKey('secret')).key,
		adminPassword: random(),
		ownerPassword: random(),
		apiPassword: random(),
		powSecret: random(),
		tokenSecret: random(),
		jobsSecret: random(),
		vapidKey: await makeKey(),
		deploymentId: randomUUID(),
		officers: {},
		codes: {}
	};
}

const file = (home: string) => join(home, 'secrets.json');

export function saveSecrets(home: string, secrets: Secrets): void {
	writeFileSync(file(home), JSON.stringify(secrets, null, '\t') + '\n', { mode: 0o600 });
	chmodSync(file(home), 0o600);
}

/** Reads the folder's secrets, making them at the first start. */
export async function openSecrets(home: string): Promise<Secrets> {
	if (!existsSync(file(home))) {
		const made = await makeSecrets();
		saveSecrets(home, made);
		return made;
	}
	try {
		const secrets = JSON.parse(readFileSync(file(home), 'utf8')) as Secrets;
		if (secrets.jobsSecret && secrets.vapidKey) {
			chmodSync(file(home), 0o600);
			return secrets;
		}
		// A folder from before there were these.
		const lacking: Partial<Secrets> = { jobsSecret: random(), vapidKey: await makeKey() };
		const whole = { ...lacking, ...secrets } as Secrets;
		saveSecrets(home, whole);
		return whole;
	} catch {
		throw new Stop(`The secrets in ${file(home)} cannot be read: \`npm run reset\` starts over.`);
	}
}

/** Refuses to serve with a secret that anybody may know or guess. */
export function demandSafe({ jwtSecret, publishableKey, secretKey }: Secrets): void {
	const weak =
		!jwtSecret || jwtSecret.length < 32 || /unsafe|change-me|super-secret/i.test(jwtSecret);
	if (weak)
		throw new Stop('The JWT secret is missing, known or short: the stack does not start with it.');
	if (!publishableKey?.startsWith('sb_publishable_') || !secretKey?.startsWith('sb_secret_'))
		throw new Stop(
			'The API keys are missing: without them every request would pass, so the stack stops.'
		);
}
