// The shortcodes an app is likely to send. Unknown ones stay as they are written.
const CODES = {
  white_check_mark: "✅", heavy_check_mark: "✔️", x: "❌", negative_squared_cross_mark: "❎", warning: "⚠️",
  rotating_light: "🚨", no_entry: "⛔", no_entry_sign: "🚫", question: "❓", exclamation: "❗", bangbang: "‼️",
  information_source: "ℹ️", bulb: "💡", bell: "🔔", no_bell: "🔕", eyes: "👀", eye: "👁️", mag: "🔍", mag_right: "🔎",
  pencil: "📝", memo: "📝", pencil2: "✏️", speech_balloon: "💬", thought_balloon: "💭", robot_face: "🤖", robot: "🤖",
  thumbsup: "👍", "+1": "👍", thumbsdown: "👎", "-1": "👎", clap: "👏", raised_hands: "🙌", pray: "🙏", wave: "👋",
  ok_hand: "👌", muscle: "💪", point_right: "👉", point_left: "👈", point_up: "☝️", point_down: "👇", heart: "❤️",
  tada: "🎉", confetti_ball: "🎊", sparkles: "✨", star: "⭐", star2: "🌟", fire: "🔥", rocket: "🚀", zap: "⚡",
  trophy: "🏆", medal: "🏅", dart: "🎯", chart_with_upwards_trend: "📈", chart_with_downwards_trend: "📉",
  bar_chart: "📊", calendar: "📅", date: "📅", clock1: "🕐", hourglass: "⌛", hourglass_flowing_sand: "⏳",
  stopwatch: "⏱️", alarm_clock: "⏰", lock: "🔒", unlock: "🔓", key: "🔑", link: "🔗", paperclip: "📎",
  pushpin: "📌", round_pushpin: "📍", inbox_tray: "📥", outbox_tray: "📤", package: "📦", file_folder: "📁",
  open_file_folder: "📂", page_facing_up: "📄", clipboard: "📋", books: "📚", book: "📖", bookmark: "🔖", label: "🏷️",
  email: "📧", envelope: "✉️", telephone: "☎️", computer: "💻", gear: "⚙️", wrench: "🔧", hammer: "🔨", shield: "🛡️",
  recycle: "♻️", arrows_counterclockwise: "🔄", arrow_up: "⬆️", arrow_down: "⬇️", arrow_left: "⬅️", arrow_right: "➡️",
  arrow_forward: "▶️", leftwards_arrow_with_hook: "↩️", rewind: "⏪", fast_forward: "⏩", repeat: "🔁", shuffle: "🔀",
  heavy_plus_sign: "➕", heavy_minus_sign: "➖", heavy_multiplication_x: "✖️", red_circle: "🔴", large_orange_circle: "🟠",
  large_yellow_circle: "🟡", large_green_circle: "🟢", large_blue_circle: "🔵", white_circle: "⚪", black_circle: "⚫",
  large_red_square: "🟥", large_green_square: "🟩", large_yellow_square: "🟨", small_blue_diamond: "🔹", smile: "😄",
  slightly_smiling_face: "🙂", grin: "😁", joy: "😂", wink: "😉", thinking_face: "🤔", neutral_face: "😐", cry: "😢",
  sob: "😭", rage: "😡", scream: "😱", sunglasses: "😎", hugging_face: "🤗", zzz: "💤", sleeping: "😴", ghost: "👻",
  skull: "💀", poop: "💩", hankey: "💩", "100": "💯", one: "1️⃣", two: "2️⃣", three: "3️⃣", game_die: "🎲", scales: "⚖️",
  balance_scale: "⚖️", gem: "💎", moneybag: "💰", crown: "👑", coffee: "☕", beers: "🍻", cake: "🍰", seedling: "🌱",
  herb: "🌿", sunny: "☀️", cloud: "☁️", snowflake: "❄️", ocean: "🌊", earth_africa: "🌍", checkered_flag: "🏁",
  triangular_flag_on_post: "🚩", construction: "🚧", ambulance: "🚑", bust_in_silhouette: "👤", busts_in_silhouette: "👥",
};

export function emoji(code) {
  return CODES[code.replace(/::skin-tone-\d$/, "")] ?? null;
}
