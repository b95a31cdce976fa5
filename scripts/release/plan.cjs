/** What a release changes, as pure functions of the files' texts. */

const HEADING = /^## (\S+) \(not published yet\)$/m;
const VERSION = /^(\d+)\.(\d+)\.(\d+)$/;

/**
 * The version that is released.
 *
 * @param current of package.json, e.g. `0.1.0`
 * @param wanted `major`, `minor`, `patch`, `current` (what package.json says, for the first release) or a version that is newer
 * @throws a sentence for what is none of these
 */
function nextVersion(current, wanted) {
	const parts = VERSION.exec(current)?.slice(1).map(Number);
	if (!parts) throw new Error(`package.json has version ${current}, which is not X.Y.Z.`);
	const at = ['major', 'minor', 'patch'].indexOf(wanted);
	if (at >= 0)
		return parts.map((part, index) => (index < at ? part : index === at ? part + 1 : 0)).join('.');
	if (wanted === 'current') return current;
	const named = VERSION.exec(wanted)?.slice(1).map(Number);
	if (!named) throw new Error(`'${wanted}' is neither major, minor, patch, current nor X.Y.Z.`);
	const first = named.findIndex((part, index) => part !== parts[index]);
	if (first < 0 || named[first] < parts[first])
		throw new Error(`${wanted} is not newer than ${current}.`);
	return wanted;
}

/**
 * The changelog with its upcoming part named and dated.
 *
 * @param date `YYYY-MM-DD`
 * @throws a sentence where nothing waits to be released
 */
function releasedChangelog(changelog, version, date) {
	if (!HEADING.test(changelog))
		throw new Error(
			"CHANGELOG.md has no part '## X.Y.Z (not published yet)'. Write down there what users get.",
		);
	return changelog.replace(HEADING, `## ${version} (${date})`);
}

/** A package.json or lock file with another version in its first places; the rest stays byte for byte. */
function withVersion(text, version, places) {
	let left = places;
	return text.replace(/("version": ")[^"]+(")/g, (whole, before, after) =>
		left-- > 0 ? `${before}${version}${after}` : whole,
	);
}

module.exports = { nextVersion, releasedChangelog, withVersion };
