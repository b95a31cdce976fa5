export const DEFAULT_SUBJECT = 'Your remote support session';

export const DEFAULT_TEXT = `Hello,

We are ready to help you. Please join the remote support session:

$REMOTEINVITE

Not expecting this message? Then please ignore it, and do not pass it on.
`;

export const DEFAULT_BLOCK_TEXT = `Open this link:
$LINKTOREMOTE

Or enter this code on our support page: $REMOTESESSIONCODE

The link and the code work until $EXPIRES.`;

const FONT = "font-family:'Segoe UI',Helvetica,Arial,sans-serif";

/**
 * Tables and inline styles, because Outlook shows HTML by Word, which knows neither `max-width` nor padding of links;
 * every colour with its background, because mail clients invert what is left open. The button is a padded cell.
 */
export const DEFAULT_BLOCK_HTML = `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
	<tr>
		<td align="center" style="padding:8px 0 28px 0">
			<table role="presentation" cellpadding="0" cellspacing="0" border="0">
				<tr>
					<td align="center" bgcolor="#0b5cad" style="background-color:#0b5cad;border-radius:6px;mso-padding-alt:14px 32px">
						<a href="$LINKTOREMOTE" target="_blank" style="display:inline-block;padding:14px 32px;${FONT};font-size:17px;line-height:22px;font-weight:600;color:#ffffff;text-decoration:none;border-radius:6px">Start the session</a>
					</td>
				</tr>
			</table>
		</td>
	</tr>
	<tr>
		<td align="center" class="panel" bgcolor="#eef3f8" style="background-color:#eef3f8;border-radius:6px;padding:18px 16px;${FONT};font-size:14px;line-height:20px;color:#3b4754">
			Or enter this code on our support page<br>
			<span class="words" style="font-family:Consolas,Menlo,monospace;font-size:30px;line-height:42px;font-weight:700;letter-spacing:4px;color:#12202e">$REMOTESESSIONCODE</span>
		</td>
	</tr>
	<tr>
		<td class="quiet" style="padding:20px 0 0 0;${FONT};font-size:13px;line-height:19px;color:#55616e">
			The button and the code work until <strong>$EXPIRES</strong>.<br>
			If the button does not open, copy this address into your browser:<br>
			<a href="$LINKTOREMOTE" target="_blank" class="link" style="color:#0b5cad;word-break:break-all">$LINKTOREMOTE</a>
		</td>
	</tr>
</table>`;

export const DEFAULT_HTML = `<!DOCTYPE html>
<html lang="en">
<head>
	<meta charset="utf-8">
	<meta name="viewport" content="width=device-width, initial-scale=1">
	<meta name="format-detection" content="telephone=no">
	<meta name="color-scheme" content="light dark">
	<meta name="supported-color-schemes" content="light dark">
	<title>Remote support</title>
	<style>
		:root { color-scheme: light dark; supported-color-schemes: light dark; }
		@media (prefers-color-scheme: dark) {
			.page { background-color: #12181f !important; }
			.card { background-color: #1c2530 !important; }
			.panel { background-color: #27323f !important; color: #c9d3de !important; }
			.words { color: #f2f5f8 !important; }
			.quiet { color: #a9b5c2 !important; }
			.link { color: #7db8f2 !important; }
		}
	</style>
</head>
<body class="page" style="margin:0;padding:0;background-color:#f3f5f7">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f3f5f7" style="background-color:#f3f5f7">
	<tr>
		<td align="center" style="padding:24px 12px">
			<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
			<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" style="width:100%;max-width:600px;background-color:#ffffff;border-radius:8px">
				<tr>
					<td style="padding:32px 32px 28px 32px">
						<h1 class="words" style="margin:0 0 12px 0;${FONT};font-size:24px;line-height:30px;font-weight:600;color:#12202e">We are ready to help you</h1>
						<p class="words" style="margin:0 0 20px 0;${FONT};font-size:16px;line-height:24px;color:#12202e">Please join the remote support session. It only takes a moment.</p>
						$REMOTEINVITE
						<p class="quiet" style="margin:20px 0 0 0;${FONT};font-size:13px;line-height:19px;color:#55616e">Not expecting this message? Then please ignore it, and do not pass it on.</p>
					</td>
				</tr>
			</table>
			<!--[if mso]></td></tr></table><![endif]-->
		</td>
	</tr>
</table>
</body>
</html>
`;
