/** As much of nodemailer's SMTP connection as a letter needs; for Deno's check alone. */
type Failure = { code?: string; command?: string; responseCode?: number };
type Answer = (failed?: Failure | null) => void;

export default class SMTPConnection {
	constructor(options: {
		host: string;
		port: number;
		secure: boolean;
		requireTLS: boolean;
		name: string;
		connectionTimeout: number;
		greetingTimeout: number;
		socketTimeout: number;
		tls: { minVersion: string; ca?: string };
	});
	on(event: 'error', listener: (failed: Failure) => void): this;
	once(event: 'end', listener: () => void): this;
	connect(answer: Answer): void;
	login(account: { user: string; pass: string }, answer: Answer): void;
	send(envelope: { from: string; to: string[] }, body: never, answer: Answer): void;
	close(): void;
}
