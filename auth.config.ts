import type { Plugin } from 'vite';

/** Ways of signing in and of keeping an account that no page of ours has: methods of the client, with what only they call. */
const unused = [
	...['signInAnonymously', 'signInWithOAuth', 'signInWithIdToken', 'signInWithOtp', 'verifyOtp'],
	...['signInWithWeb3', 'signInWithEthereum', 'signInWithSolana', 'signInWithSSO'],
	...['reauthenticate', '_reauthenticate', 'resend', 'resetPasswordForEmail'],
	...[
		'updateUser',
		'_updateUser',
		'setSession',
		'_setSession',
		'refreshSession',
		'_refreshSession'
	],
	...['exchangeCodeForSession', '_exchangeCodeForSession', '_getSessionFromURL'],
	...['_handleProviderSignIn', '_getUrlForProvider', 'getUserIdentities', 'unlinkIdentity'],
	...['linkIdentity', 'linkIdentityOAuth', 'linkIdentityIdToken', 'fetchJwk', 'getClaims'],
	...['_getAuthorizationDetails', '_approveAuthorization', '_denyAuthorization'],
	...['_listOAuthGrants', '_revokeOAuthGrant'],
	...['signInWithPasskey', '_startPasskeyAuthentication', '_verifyPasskeyAuthentication'],
	...['registerPasskey', '_startPasskeyRegistration', '_verifyPasskeyRegistration'],
	...['_listPasskeys', '_updatePasskey', '_deletePasskey']
];
/** Whole files: the admin's doors, Auth's own passkeys, wallets. */
const absent = ['./GoTrueAdminApi', './lib/webauthn', './lib/web3/ethereum'];

type Edit = { start: number; end: number; text: string };

/**
 * Leaves out of Auth's client what officers' pages never ask it for, which is half of it: nothing else takes methods out of a
 * class (docs/decisions/0044). What is called all the same throws; a name that a new version does not have stops the build.
 */
export const leanAuth = (): Plugin => ({
	name: 'lean-auth',
	transform: {
		filter: { id: /auth-js[\\/]dist[\\/]module[\\/]GoTrueClient\.js$/ },
		handler(code) {
			const left = new Set([...unused, ...absent]);
			const edits: Edit[] = [];
			for (const one of this.parse(code).body) {
				if (one.type === 'ImportDeclaration' && left.delete(String(one.source.value))) {
					// A class may be made, as the client does with these, and throws when it is called.
					const text = one.specifiers.map(({ local }) => `class ${local.name} {}`).join(' ');
					edits.push({ start: one.start, end: one.end, text });
				}
				if (one.type !== 'ClassDeclaration') continue;
				for (const part of one.body.body) {
					if (part.type !== 'MethodDefinition' || part.key.type !== 'Identifier') continue;
					const { name } = part.key;
					if (left.delete(name) && part.value.body)
						edits.push({
							...part.value.body,
							text: `{ throw new Error('No ${name} in the pages.'); }`
						});
				}
			}
			if (left.size) throw new Error(`Auth's client has no ${[...left].join(', ')}.`);
			// From the last to the first, so that the places of the others stay.
			return edits
				.sort((one, other) => other.start - one.start)
				.reduce((all, { start, end, text }) => all.slice(0, start) + text + all.slice(end), code);
		}
	}
});
