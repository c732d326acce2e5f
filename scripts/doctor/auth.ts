/** How officers sign in: by invitation, with a password and a second factor, and nobody else. */
import { fault, question, doubt, type Found } from './finding.ts';
import { json, type Patient } from './patient.ts';

type Settings = {
	external?: Record<string, boolean>;
	disable_signup?: boolean;
	mailer_autoconfirm?: boolean;
};

export async function auth({ ask, config }: Patient): Promise<Found[]> {
	const answer = await ask('/auth/v1/settings', {
		headers: { apikey: config?.publishableKey ?? '' }
	});
	const settings = json(answer.text) as Settings | null;
	if (answer.status !== 200 || !settings?.external)
		return [
			fault(
				`Auth does not say how it is set (${answer.status}): officers cannot sign in.`,
				'Let the host pass /auth/v1 on, and see that Auth runs.'
			)
		];
	const found: Found[] = [];
	const { external, disable_signup, mailer_autoconfirm } = settings;
	const ways = Object.keys(external).filter((way) => external[way] && way !== 'email');
	if (external.anonymous_users)
		found.push(
			fault(
				'Auth makes accounts for anybody without a name (anonymous sign-ins).',
				'Switch them off: Authentication, Sign In / Providers; self-hosted GOTRUE_EXTERNAL_ANONYMOUS_USERS_ENABLED=false.'
			)
		);
	const others = ways.filter((way) => way !== 'anonymous_users');
	if (others.length > 0)
		found.push(
			doubt(
				`Officers could also sign in by ${others.join(', ')}, which the portal does not know.`,
				'Switch every way but e-mail with password off.'
			)
		);
	if (disable_signup)
		found.push(
			fault(
				'Sign-up is off, so nobody can take up an invitation.',
				'Switch it on: a trigger refuses everybody who has no invitation (supabase/config.toml).'
			)
		);
	if (mailer_autoconfirm === false)
		found.push(
			question(
				'Does Auth’s own mail arrive? It asks officers to confirm their address before the first sign-in.',
				'Invite yourself and see; or switch "Confirm email" off, as supabase/config.toml has it: the invitation is the proof.'
			)
		);
	return found;
}
