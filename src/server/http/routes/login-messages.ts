// Made of src/shared/messages/*.json by `npm run messages`: a sentence is changed there.
export const loginMessages = {
  en: {
    title: 'Log in · Cuesmith',
    hint: 'This server is on a network, so it asks who you are.',
    token: 'Access token',
    submit: 'Log in',
    wrong: 'That is not the access token.',
  },
  de: {
    title: 'Anmelden · Cuesmith',
    hint: 'Dieser Server steht in einem Netz, daher fragt er, wer du bist.',
    token: 'Zugangs-Token',
    submit: 'Anmelden',
    wrong: 'Das ist nicht das Zugangs-Token.',
  },
  es: {
    title: 'Iniciar sesión · Cuesmith',
    hint: 'Este servidor está en una red, así que pregunta quién eres.',
    token: 'Token de acceso',
    submit: 'Iniciar sesión',
    wrong: 'Ese no es el token de acceso.',
  },
  ko: {
    title: '로그인 · Cuesmith',
    hint: '이 서버는 네트워크에 있어 누구인지 묻습니다.',
    token: '액세스 토큰',
    submit: '로그인',
    wrong: '액세스 토큰이 아닙니다.',
  },
  'pt-BR': {
    title: 'Entrar · Cuesmith',
    hint: 'Este servidor está em uma rede, por isso pergunta quem você é.',
    token: 'Token de acesso',
    submit: 'Entrar',
    wrong: 'Esse não é o token de acesso.',
  },
  tr: {
    title: 'Giriş · Cuesmith',
    hint: 'Bu sunucu bir ağda olduğu için kim olduğunuzu soruyor.',
    token: 'Erişim token’ı',
    submit: 'Giriş yap',
    wrong: 'Bu, erişim token’ı değil.',
  },
  'zh-Hans': {
    title: '登录 · Cuesmith',
    hint: '此服务器在网络上，因此需要确认你的身份。',
    token: '访问令牌',
    submit: '登录',
    wrong: '访问令牌不对。',
  },
} as const;
