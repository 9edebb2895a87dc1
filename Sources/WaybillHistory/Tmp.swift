package enum Tmp {}
