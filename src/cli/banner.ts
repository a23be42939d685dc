import { networkFolderAdvice } from '../server/platform/node/network-folder.ts';
import { isLoopback, type Settings } from '../server/platform/node/settings.ts';

const TOKEN_SHORT = 16;

function upstreamLine({ upstream }: Settings): string {
  if (upstream.baseUrl === null) return 'Vendor: the sandbox in this process. It costs nothing.';
  const key =
    upstream.apiKey === null ? 'no key yet: set SOUNDS_API_KEY' : 'with your key: sounds cost credits';
  return `Vendor: ${upstream.name} at ${new URL(upstream.baseUrl).host} (${upstream.dialect}), ${key}.`;
}

/** What a person wants to know once the server runs. Never the key, never the token. */
export function bannerLines(settings: Settings, url: string): string[] {
  const { accessToken, publicUrl, basePath } = settings;
  const isWeak = accessToken !== null && accessToken.length < TOKEN_SHORT;
  const folderAdvice = networkFolderAdvice(settings.dataDir);
  return [
    `Cuesmith is at ${url}${basePath === '' ? '' : `${basePath}/`}`,
    upstreamLine(settings),
    ...(isLoopback(settings.host)
      ? []
      : [`Open to the network on ${settings.host}; it asks for the access token.`]),
    ...(publicUrl === null ? [] : [`Callbacks come in at ${publicUrl}${basePath}.`]),
    ...(isWeak ? [`ACCESS_TOKEN is shorter than ${TOKEN_SHORT} characters: take a longer one.`] : []),
    ...(folderAdvice === null ? [] : [folderAdvice]),
    'Ctrl+C stops it.',
  ];
}
