import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ofAdmin, unused } from '../../auth.config.ts';

const client = readFileSync('node_modules/@supabase/auth-js/dist/module/GoTrueClient.js', 'utf8');
/** Methods of the client and what each says, cut at their first lines. */
const methods = new Map(
	client
		.split(/^ {4}(?=(?:async )?\w+\(.*\) \{$)/m)
		.slice(1)
		.map((text) => [/^(?:async )?(\w+)/.exec(text)![1]!, text] as const)
);
/** What `platform/session*.ts` asks for; `initialize` is the client's own. */
const asked =
	`initialize getSession signInWithPassword signUp signOut onAuthStateChange _listFactors _enroll _unenroll
	_challengeAndVerify _getAuthenticatorAssuranceLevel updateUser`.split(/\s+/);
/** Behind `detectSessionInUrl`, which officers' pages turn off. */
const guarded = '_getSessionFromURL';

it('what officers’ pages ask of Auth’s client reaches nothing that is left out of it', () => {
	const reached = new Set(asked);
	const admin = new Set<string>();
	for (const name of reached) {
		if (name === guarded) continue;
		const text = methods.get(name);
		expect(text, name).toBeDefined();
		for (const [, one] of text!.matchAll(/this\.admin\.(\w+)/g)) admin.add(one!);
		for (const [, one] of text!.matchAll(/this\.(\w+)\(/g))
			if (methods.has(one!)) reached.add(one!);
	}
	expect(reached.size).toBeGreaterThan(25);
	expect(unused.filter((name) => reached.has(name))).toEqual([guarded]);
	expect([...admin].filter((name) => !ofAdmin.includes(name))).toEqual([]);
	expect(readFileSync('src/lib/platform/session-client.ts', 'utf8')).toContain(
		'detectSessionInUrl: false'
	);
});
