import { callWith, type Caller } from '../_shared/edge/index.ts';

export type Account = {
	state: 'open' | 'used' | 'expired' | 'revoked' | 'unknown';
	account: string | null;
};

/** As much of the client with full access as this room needs. */
type Full = Caller & {
	auth: {
		admin: {
			updateUserById(
				id: string,
				change: { password: string; user_metadata: object }
			): Promise<{ error: { code?: string; status?: number } | null }>;
		};
	};
};

/** The one place of this room that holds the client with full access. */
export function ready(full: Full) {
	const call = callWith(full);
	return {
		/** Whose password a token renews. */
		account: (token: string) => call<Account>('staff_reset_account', { token }),
		/**
		 * Has Auth write the password. The token goes along in what Auth keeps of the account: a trigger there uses it up in the same
		 * transaction, or refuses both, and keeps it from being stored. Answers the code of a refusal; null when it is done.
		 */
		async renew(account: string, password: string, token: string): Promise<string | null> {
			const change = { password, user_metadata: { password_reset: token } };
			const { error } = await full.auth.admin.updateUserById(account, change);
			return error && (error.code ?? 'failed');
		}
	};
}
export type Ports = ReturnType<typeof ready>;
