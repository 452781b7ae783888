/// An IIN of nobody, right in form.
export function iin(serial) {
  const digits = [..."990101", ..."7", ...String(serial).padStart(4, "0")].map(Number);
  const sum = (weights) => digits.reduce((all, digit, place) => all + digit * weights[place], 0) % 11;
  const first = sum([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  const check = first < 10 ? first : sum([3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]);
  return check < 10 ? digits.join("") + check : iin(serial + 1);
}
