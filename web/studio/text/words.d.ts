// What scripts say, made by build/script_words.mjs from text/<language>.json.
declare module 'virtual:words/*' {
  const words: Readonly<Record<string, string>>;
  export default words;
}
