import { type Commands, ServiceControl } from './serviceControl.mts';

/** A message as a test wants to see it. */
export interface Said {
	id: string;
	/** As the service keeps it. */
	text: string;
	/** The id of the message that its thread begins with. */
	thread: string | null;
	from: string;
	/** ISO 8601, UTC. */
	at: string;
}

/** What a test can do to any simulated chat service, beside what it can do to all that is simulated. */
export abstract class ChatControl extends ServiceControl {
	/** Who was called by a message: `<!channel>`, the id of a person. Nobody ever should be. */
	pings: string[] = [];

	/** Messages of a channel or a chat, oldest first, replies, too. */
	abstract messages(room: string): Said[];

	override reset(): void {
		super.reset();
		this.pings = [];
	}

	protected override commands(...asked: Parameters<ServiceControl['commands']>): Commands {
		const [path] = asked;
		const room = path.replace(/^messages\//, '');
		return {
			...super.commands(...asked),
			[`GET messages/${room}`]: () => this.messages(room),
			'GET pings': () => this.pings,
		};
	}
}
