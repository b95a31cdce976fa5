/** A number of places in this process; whoever finds none free does without. */
export class Places {
	constructor(private free: number) {}

	/** At most one place: `take` says whether there is one, `leave` gives it back. Both may be called again. */
	one(): { take: () => boolean; leave: () => void } {
		let taken = 0;
		return {
			take: () => {
				if (taken === 0 && this.free > 0) {
					taken = 1;
					this.free--;
				}
				return taken === 1;
			},
			leave: () => {
				this.free += taken;
				taken = 0;
			},
		};
	}
}
