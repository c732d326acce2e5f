import type { Plugin, parseAst } from 'vite';

/** Ways of signing in and of keeping an account that no page of ours has: methods of the client, with what only they call. */
export const unused = `
	signInAnonymously signInWithOAuth signInWithIdToken signInWithOtp verifyOtp signInWithWeb3 signInWithEthereum
	signInWithSolana signInWithSSO reauthenticate _reauthenticate resend resetPasswordForEmail
	setSession _setSession refreshSession _refreshSession exchangeCodeForSession _exchangeCodeForSession
	_getSessionFromURL _handleProviderSignIn _getUrlForProvider getUserIdentities unlinkIdentity linkIdentity
	linkIdentityOAuth linkIdentityIdToken fetchJwk getClaims _getAuthorizationDetails _approveAuthorization
	_denyAuthorization _listOAuthGrants _revokeOAuthGrant signInWithPasskey _startPasskeyAuthentication
	_verifyPasskeyAuthentication registerPasskey _startPasskeyRegistration _verifyPasskeyRegistration _listPasskeys
	_updatePasskey _deletePasskey
`
	.trim()
	.split(/\s+/);
/** Whole files: Auth's own passkeys, and wallets. */
const absent = ['./lib/webauthn', './lib/web3/ethereum'];
/** What the client asks of the admin's doors; the rest of them wants a key that no browser has. */
export const ofAdmin = ['constructor', 'signOut'];

type Edit = { start: number; end: number; text: string };
type Program = ReturnType<typeof parseAst>;

/** Methods of the classes in a file, by their name. */
const methodsOf = ({ body }: Program) =>
	body
		.map((one) => (one.type === 'ExportDefaultDeclaration' ? one.declaration : one))
		.flatMap((one) => (one.type === 'ClassDeclaration' ? one.body.body : []))
		.flatMap((one) =>
			one.type === 'MethodDefinition' && one.key.type === 'Identifier' && one.value.body
				? [{ name: one.key.name, ...one.value.body }]
				: []
		);

const without = ({ name, start, end }: Omit<Edit, 'text'> & { name: string }): Edit => ({
	start,
	end,
	text: `{ throw new Error('No ${name} in the pages.'); }`
});

/** From the last to the first, so that the places of the others stay. */
const edited = (code: string, edits: Edit[]) =>
	edits
		.sort((one, other) => other.start - one.start)
		.reduce((all, { start, end, text }) => all.slice(0, start) + text + all.slice(end), code);

/**
 * Leaves out of Auth's client what officers' pages never ask it for, which is half of it: nothing else takes methods out of a
 * class (docs/decisions/0044). What is called all the same throws; a name that a new version does not have stops the build.
 */
export const leanAuth = (): Plugin => ({
	name: 'lean-auth',
	transform: {
		filter: { id: /auth-js[\\/]dist[\\/]module[\\/]GoTrue(Client|AdminApi)\.js$/ },
		handler(code, id) {
			const program = this.parse(code);
			const methods = methodsOf(program);
			if (/AdminApi/.test(id)) {
				const rest = methods.filter(({ name }) => !ofAdmin.includes(name));
				return edited(code, rest.map(without));
			}
			const left = new Set([...unused, ...absent]);
			const edits = methods.filter(({ name }) => left.delete(name)).map(without);
			for (const one of program.body) {
				if (one.type !== 'ImportDeclaration' || !left.delete(String(one.source.value))) continue;
				// A class may be made, as the client does with one of these, and throws when it is called.
				const text = one.specifiers.map(({ local }) => `class ${local.name} {}`).join(' ');
				edits.push({ start: one.start, end: one.end, text });
			}
			if (left.size) throw new Error(`Auth's client has no ${[...left].join(', ')}.`);
			return edited(code, edits);
		}
	}
});
